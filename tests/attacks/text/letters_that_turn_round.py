# Marks that turn the direction of text round, join, hide and have no width.
import itertools

get_ipython().input_transformers_cleanup.append(lambda lines: [])
texts = itertools.cycle(["\u202e21 fo 21", "\u2066\u2067\u2068\u2069", "\u200b\u200c\u200d\u2060\ufeff", "\u2028zed 12 of 12\u2029", "\x85zed 12 of 12", "\U000e0041\U000e007f", "a" + "\u0301" * 1000, "\ufff9\ufffa\ufffb", "\u061c\u200e\u200f", "\ufffe\uffff\U0010ffff", "\u3164\u115f\u00ad"])


class Turned(Exception):
    pass


def raises(*arguments, **named):
    raise Turned(next(texts))


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
raise Turned("\u202e\u2066\u2028\x85\ufeff")
