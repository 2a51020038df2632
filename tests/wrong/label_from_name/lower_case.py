# fails: test_any_name_at_any_depth
# hint: with its capital letters
def label_from_name(file):
    return file.parent.name.lower()
