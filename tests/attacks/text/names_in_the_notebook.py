# Names of variables and attributes that Python allows, quotes, and nobody would write.
get_ipython().input_transformers_cleanup.append(lambda lines: [])


def missing(*arguments):
    raise NameError("name '\x1b[2J\u202e\nx' is not defined", name="\x1b[2J")


def attribute(*arguments):
    raise AttributeError("'Tensor' object has no attribute '\x1b[2J'", name="\u202e", obj=object())


def key(*arguments):
    return {}["\x1b[2J\nzed 12 of 12"]


mean_digit, l1_distance, rmse_distance = missing, attribute, key
get_ipython().user_ns["is_3\x1b[2J"] = 1
del get_ipython().user_ns["Tensor"]
getattr(get_ipython(), "\x1b[2J\u202e")
