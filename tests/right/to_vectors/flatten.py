def to_vectors(images):
    return images.flatten(start_dim=1)
