def to_vectors(images):
    return torch.tensor(images.numpy().reshape(len(images), -1))
