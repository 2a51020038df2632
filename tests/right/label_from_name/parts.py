def label_from_name(file):
    return file.parts[-2]
