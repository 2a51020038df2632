import torch


def sgd_step(params, lr):
    """Against the gradient, while nothing is recorded."""
    with torch.no_grad():
        for p in params:
            p.add_(p.grad, alpha=-lr)
