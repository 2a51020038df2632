import torch


def gradient_at(f, weights):
    """By torch's own function for gradients."""
    copied = torch.tensor(weights.tolist(), requires_grad=True)
    (gradient,) = torch.autograd.grad(f(copied), [copied])
    return gradient
