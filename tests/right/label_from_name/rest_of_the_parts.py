def label_from_name(file):
    *above, folder, name = file.parts
    return folder
