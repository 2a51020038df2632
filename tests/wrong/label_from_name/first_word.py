# fails: test_any_name_at_any_depth
# hint: only a part of the folder's name
# breaks: all of it and as it is, whatever it is
def label_from_name(file):
    return file.parent.name.split()[0]
