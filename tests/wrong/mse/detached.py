# fails: test_gradient_flows_through_it
# hint: no gradient
# breaks: through which PyTorch can work out gradients
def mse(preds, targs):
    return ((preds - targs) ** 2).mean().detach()
