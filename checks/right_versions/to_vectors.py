import torch


def to_vectors(images):
    """Row by row, picture by picture."""
    pictures = [torch.cat([row for row in image]) for image in images]
    return torch.stack(pictures)
