def label_from_name(file):
    return str(file).split('/')[-2]
