def to_vectors(images):
    n, rows, columns = images.shape
    return images.reshape(n, rows * columns)
