# Tensors that ask for a gradient, are views, negated, conjugated, sparse, quantized or nested.
import itertools

import torch
from torch import nn

get_ipython().input_transformers_cleanup.append(lambda lines: [])
odd = itertools.cycle([torch.zeros(28, 28, requires_grad=True), nn.Parameter(torch.zeros(7)), torch.zeros(28, 28).t(), torch.zeros(56, 56)[::2, ::2], torch._neg_view(torch.ones(28, 28)), torch.zeros(12).bool().expand(12), torch.zeros(()).expand(28, 28), torch.zeros(28, 28).to_mkldnn(), torch.zeros(28, 28).to_sparse_csr(), torch.zeros(3, requires_grad=True) * 2, torch.zeros(28, 28, names=("a", "b")), nn.UninitializedParameter()])
is_3 = mean_digit = l1_distance = rmse_distance = baseline_accuracy = lambda *a: next(odd)
