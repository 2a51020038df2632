# fails: test_name_of_the_folder
# hint: folder above
def label_from_name(file):
    return file.parent.parent.name
