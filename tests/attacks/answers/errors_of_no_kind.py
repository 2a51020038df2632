# Errors whose parts are numbers, arrays and tables, for cells and for calls.
import itertools
import sys

import numpy as np
import pandas as pd
import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])
worker = sys.modules["autograder.inside.worker"].Worker
odd = itertools.cycle([np.zeros(2), torch.zeros(2), pd.Series([1, 2]), [1, 2], {"a": 1}, 10**300, float("nan"), None, True, "x" * 10**6])


def answer(self, request):
    one = next(odd)
    return {"error": {"type": one, "message": one, "missing": one, "inside": one, "cell": one, "line": one, "outer_cell": one, "outer_line": one}, "outputs": one, "value": one}


worker._answer = answer
