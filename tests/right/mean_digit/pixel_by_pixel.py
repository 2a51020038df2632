def mean_digit(images):
    n, rows, columns = images.shape
    return torch.tensor([[images[:, r, c].mean() for c in range(columns)] for r in range(rows)])
