import torch


def tracked(values):
    """Number by number into a tensor that is tracked from then on."""
    found = torch.zeros(len(values))
    for i, value in enumerate(values):
        found[i] = float(value)
    found.requires_grad = True
    return found
