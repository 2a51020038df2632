def label_from_name(file):
    return RegexLabeller(r"([^/]+)/[^/]+$")(file)
