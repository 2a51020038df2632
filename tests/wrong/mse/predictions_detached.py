# fails: test_gradient_flows_through_it
# hint: The loss has no gradient
# breaks: through which PyTorch can work out gradients
def mse(preds, targs):
    return ((preds.detach() - targs) ** 2).mean()
