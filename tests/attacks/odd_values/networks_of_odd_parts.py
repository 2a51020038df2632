# in: 06_training_loop
# Networks whose parameters are shared, frozen, empty, sparse, on no device, or no parameters at all.
import itertools

import torch
from torch import nn

get_ipython().input_transformers_cleanup.append(lambda lines: [])
shapes = [(30, 784), (30,), (1, 30), (1,)]


class Odd:
    training = True

    def __init__(self, make):
        self.all = [make(*shape) for shape in shapes]

    def parameters(self):
        return iter(self.all)

    def to(self, device):
        return self

    def __call__(self, x):
        return torch.zeros(len(x), 1, dtype=self.all[0].dtype)


makes = itertools.cycle([
    lambda *s: torch.full(s, float("nan")),
    lambda *s: torch.zeros(s, dtype=torch.float64),
    lambda *s: torch.zeros(s, dtype=torch.int64),
    lambda *s: torch.zeros(s, dtype=torch.bool),
    lambda *s: torch.zeros(s, dtype=torch.float16),
    lambda *s: torch.zeros(s, dtype=torch.uint16),
    lambda *s: torch.full(s, float("inf")),
])
simple_net = lambda: Odd(next(makes))


class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)

    def step(self):
        for p in self.params:
            p.data = p.data.to(torch.int64)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
            p.data = torch.empty(0)
