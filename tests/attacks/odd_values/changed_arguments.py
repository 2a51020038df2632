# Change what is passed in: its shape, kind, place in memory, and what it is.
import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])


def change(*arguments):
    for i, one in enumerate(arguments):
        for attempt in (
            lambda: one.resize_(3),
            lambda: one.data.zero_(),
            lambda: one.requires_grad_(),
            lambda: one.set_(torch.zeros(0).storage()),
            lambda: setattr(one, "data", torch.full((2, 2), float("nan"), dtype=torch.float64)),
            lambda: setattr(one, "__class__", torch.nn.Parameter),
        ):
            try:
                attempt()
            except Exception:
                pass
    return arguments[0]


is_3 = mean_digit = l1_distance = rmse_distance = baseline_accuracy = change
