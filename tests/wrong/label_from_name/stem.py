# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: name of the file
def label_from_name(file):
    return file.stem
