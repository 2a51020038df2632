# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: None
def label_from_name(file):
    print(file.parent)
