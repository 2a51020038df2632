# fails: test_mean_of_the_squares
# hint: The mean went over the first axis only
# breaks: of the same shape, whichever it is
def mse(preds, targs):
    return ((preds - targs) ** 2).mean(0)
