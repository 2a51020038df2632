# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: should be a string
import re


def label_from_name(file):
    return re.findall(r"\d+", str(file))
