import torch


def slope_at(f, x):
    """By torch's own function for gradients."""
    place = torch.tensor(float(x), requires_grad=True)
    (slope,) = torch.autograd.grad(f(place), [place])
    return float(slope)
