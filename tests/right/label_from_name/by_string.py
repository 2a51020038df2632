def label_from_name(file):
    folders = str(file).replace("\\", "/").split("/")
    return folders[-2]
