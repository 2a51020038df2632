# fails: test_name_of_the_folder, test_any_name_at_any_depth
# hint: tuple.index(x): x not in tuple
# breaks: any folder name is a label, wherever else a 3 or a 7 may stand
def label_from_name(file):
    parts = file.parts
    return parts[parts.index("train") + 1]
