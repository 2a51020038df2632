def to_vectors(images):
    return torch.stack([picture.flatten() for picture in images])
