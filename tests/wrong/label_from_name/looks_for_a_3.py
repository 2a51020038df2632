# fails: test_name_of_the_folder
# hint: That is the name of the file
def label_from_name(file):
    return '3' if '3' in str(file) else '7'
