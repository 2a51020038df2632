# fails: test_name_of_the_folder
# hint: name of the file
def label_from_name(file):
    return file.name
