# Whole numbers without end, and numbers at the edge of what can be held.
import itertools

import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])
odd = itertools.cycle([10**400, -(10**4000), 2**63, -(2**63) - 1, 1e308, -1e308, 5e-324, torch.tensor(3.4e38), torch.full((28, 28), -3.4e38), torch.full((7,), 2**62), (10**400, 2**64, 1e308), torch.full((12,), 255, dtype=torch.uint8), torch.full((28, 28), torch.iinfo(torch.int64).min)])
is_3 = mean_digit = l1_distance = rmse_distance = baseline_accuracy = lambda *a: next(odd)
q_cancel, q_which_grows, q_axes_of_the_mean = 10**400, float("nan"), torch.zeros(0)
