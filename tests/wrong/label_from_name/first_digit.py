# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: fits nowhere
# also: A folder can have any name
# also: only a part of the folder's name
import re


def label_from_name(file):
    return re.search(r"\d", str(file.parent.name)).group()
