# fails: test_gradient_flows_through_it
# hint: plain number
def mse(preds, targs):
    return float(np.mean((preds.detach().numpy() - targs.numpy()) ** 2))
