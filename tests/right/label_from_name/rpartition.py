def label_from_name(file):
    folder = file.as_posix().rpartition("/")[0]
    return folder.rpartition("/")[-1]
