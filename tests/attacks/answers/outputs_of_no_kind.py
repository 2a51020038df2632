# Outputs that nbformat doesn't know, with values where there are none, as many as fit.
import sys

import numpy as np
import pandas as pd
import torch

outputs = sys.modules["autograder.inside.outputs"].Publisher.outputs
odd = [None, True, 10**300, float("nan"), "x", torch.zeros(2), np.zeros(2), pd.DataFrame({"a": [1, 2]}), {"a": 1}, [1], (2,)]
items = [{"output_type": kind, "name": one, "text": one, "data": {"text/plain": one, "image/png": one}, "ename": one, "evalue": one, "traceback": one} for one in odd for kind in ("stream", "display_data", "execute_result", "error", one)]
type(outputs).take = lambda self: items
