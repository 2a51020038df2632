def rmse_distance(a, b):
    sq = torch.square(a - b)
    mse = sq.sum((-2, -1)) / (a.shape[-1] * a.shape[-2])
    return mse ** 0.5
