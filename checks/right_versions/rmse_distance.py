import torch


def rmse_distance(a, b):
    """The squares of the differences, added up and divided by how many there are, and the root of that."""
    if a.dim() == 2:
        difference = a - b
        return torch.sqrt(torch.sum(difference * difference) / a.numel())
    return torch.stack([rmse_distance(picture, b) for picture in a])
