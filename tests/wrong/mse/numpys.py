# fails: test_gradient_flows_through_it
# hint: numpy would cut the gradient off
# breaks: through which PyTorch can work out gradients
def mse(preds, targs):
    return np.square(preds - targs).mean()
