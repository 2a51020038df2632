# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: folder above
# also: the name of a folder further up
def label_from_name(file):
    return file.parent.parent.name
