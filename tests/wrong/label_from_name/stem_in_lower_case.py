# fails: test_any_name_at_any_depth
# hint: The label
# breaks: all of it and as it is, whatever it is
def label_from_name(file):
    return file.parent.stem.lower()
