# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: should be a string
def label_from_name(file):
    return int(file.parent.name)
