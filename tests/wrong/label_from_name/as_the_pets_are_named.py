# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: fits nowhere
import re


def label_from_name(file):
    return re.match(r"^(.*)_\d+.jpg$", file.name).group(1)
