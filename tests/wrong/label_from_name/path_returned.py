# fails: test_name_of_the_folder
# hint: string
def label_from_name(file):
    return file.parent
