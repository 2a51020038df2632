# fails: test_any_size
# hint: leave the axis of length 1 out
def rmse_distance(a, b):
    d = (a - b).reshape(-1, b.numel())
    return d.pow(2).mean(1).sqrt()
