import torch


def zero_gradients(params):
    """Zeros in the place of each gradient that there is."""
    for p in params:
        if p.grad is not None:
            p.grad = torch.zeros_like(p)
