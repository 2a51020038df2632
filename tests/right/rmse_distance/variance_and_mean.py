def rmse_distance(a, b):
    d = a - b
    return (d.var((-1, -2), unbiased=False) + d.mean((-1, -2)) ** 2).sqrt()
