# fails: test_any_name_at_any_depth
# hint: not .stem
def label_from_name(file):
    return file.parent.stem
