# Messages of a million letters, lines and words, in each check and in the cell.
import itertools

get_ipython().input_transformers_cleanup.append(lambda lines: [])
texts = itertools.cycle(["x" * 10**6, "\n" * 10**6, "a " * 10**6, "\u0301" * 10**6, "\U0001f9d1\u200d" * 10**5])


def raises(*arguments):
    raise ExceptionGroup(next(texts), [ValueError(next(texts)) for _ in range(20)])


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
raise ValueError(next(texts))
