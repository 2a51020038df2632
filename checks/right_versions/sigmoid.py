import torch


def sigmoid(x):
    """torch's own."""
    return torch.special.expit(x)
