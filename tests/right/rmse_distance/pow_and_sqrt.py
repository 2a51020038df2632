def rmse_distance(a, b):
    return torch.sqrt((a - b).pow(2).mean((-2, -1)))
