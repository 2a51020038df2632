# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: A folder can have any name
def label_from_name(file):
    return '3' if '3' in str(file) else '7'
