# fails: test_mean_of_the_squares
# hint: An axis of length 1 is left over
def mse(preds, targs):
    e = (preds - targs).reshape(1, -1)
    return e @ e.T / e.numel()
