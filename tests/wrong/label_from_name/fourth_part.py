# fails: test_any_name_at_any_depth
# hint: folder further up
def label_from_name(file):
    return file.parts[3]
