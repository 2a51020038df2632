def rmse_distance(a, b):
    return torch.linalg.vector_norm(a - b, dim=(-2, -1)) / b.numel() ** 0.5
