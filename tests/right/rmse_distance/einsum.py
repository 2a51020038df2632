def rmse_distance(a, b):
    d = a - b
    rows, columns = d.shape[-2:]
    return torch.sqrt(torch.einsum("...rc,...rc->...", d, d).div(rows * columns))
