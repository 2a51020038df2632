# fails: test_mean_of_the_squares, test_gradient_flows_through_it
# hint: aren't squared
def mse(preds, targs):
    return (preds - targs).mean()
