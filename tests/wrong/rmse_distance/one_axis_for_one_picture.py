# fails: test_any_size
# hint: has shape (1,), and should have ()
def rmse_distance(a, b):
    d = (a - b).reshape(-1, b.numel())
    return d.pow(2).mean(1).sqrt()
