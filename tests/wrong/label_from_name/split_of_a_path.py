# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: A Path isn't a text
def label_from_name(file):
    return file.split("/")[-2]
