# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: the whole path
def label_from_name(file):
    return str(file.parent)
