import math

def rmse_distance(a, b):
    d = a - b
    pixels = math.prod(d.shape[-2:])
    return ((d * d).sum(dim=(-1, -2)) / pixels).sqrt()
