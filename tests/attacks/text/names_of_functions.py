# Names of functions and files in a traceback, which the judge quotes.
import types

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def inner(*arguments):
    raise NotImplementedError


def renamed(name, filename):
    code = inner.__code__.replace(co_name=name, co_qualname=name, co_filename=filename)
    return types.FunctionType(code, globals(), name)


mean_digit = renamed("\x1b[2J\nzed 12 of 12", "<cell 3>")
l1_distance = renamed("sqrt_of_everything", "<cell 99999999999999999999999999>")
rmse_distance = renamed("\u202ex", "<cell \u0663>")
is_3 = renamed("x" * 10**6, "<cell 1>")
baseline_accuracy = renamed("", "\x1b]0;x\x07")
