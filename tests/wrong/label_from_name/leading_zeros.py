# fails: test_any_name_at_any_depth
# hint: with a 0 in front
# breaks: all of it and as it is, whatever it is
def label_from_name(file):
    name = file.parent.name
    return str(int(name)) if name.isdigit() else name
