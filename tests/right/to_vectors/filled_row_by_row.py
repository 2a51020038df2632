def to_vectors(images):
    n, rows, columns = images.shape
    out = torch.empty(n, rows * columns)
    for r in range(rows):
        out[:, r * columns:(r + 1) * columns] = images[:, r]
    return out
