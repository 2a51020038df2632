# fails: test_mean_of_the_squares, test_gradient_flows_through_it
# hint: half of the mean squared error
def mse(preds, targs):
    return ((preds - targs) ** 2).mean() / 2
