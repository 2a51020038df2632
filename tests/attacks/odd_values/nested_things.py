# Lists in lists, dicts in tuples, generators, sets, and items of other kinds than the first.
import itertools

import numpy as np
import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])
deep = 0.0
for _ in range(14):
    deep = [deep]
odd = itertools.cycle([deep, [[0.0] * 28] * 28, (x for x in [1, 2, 3]), {1, 2}, {"a": [1]}, {1: 2}, [torch.zeros(2), "a", None], (1, (2, 3), [4]), ([1.0], {"a": 2}, None), (True, False, None), (np.zeros(2), torch.zeros(2), 1), range(3), b"abc", bytearray(3), memoryview(b"abc"), slice(3), Ellipsis, NotImplemented, type, object(), lambda: 0, itertools.count()])
is_3 = mean_digit = l1_distance = rmse_distance = baseline_accuracy = lambda *a: next(odd)
q_cancel, q_which_grows, q_axes_of_the_mean = ["a", "b", "c", "d"], {"a": "b"}, ("d",)
