# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: with its capital letters and no others
def label_from_name(file):
    return file.parent.name.capitalize().replace("_", " ")
