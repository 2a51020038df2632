import torch


def l1_distance(a, b):
    """The absolute differences, added up and divided by how many there are: for each picture of a batch by itself."""
    if a.dim() == 2:
        return torch.where(a > b, a - b, b - a).sum() / a.numel()
    return torch.stack([l1_distance(picture, b) for picture in a])
