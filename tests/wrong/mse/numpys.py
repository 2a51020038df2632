# fails: test_gradient_flows_through_it
# hint: numpy would cut the gradient off
def mse(preds, targs):
    return np.square(preds - targs).mean()
