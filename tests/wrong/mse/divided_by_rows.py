# fails: test_mean_of_the_squares
# hint: divided by the number of rows
# breaks: of the same shape, whichever it is
def mse(preds, targs):
    return ((preds - targs) ** 2).sum() / len(preds)
