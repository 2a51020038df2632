# fails: test_gradient_flows_through_it
# hint: The loss should be a tensor, and is a plain number
def mse(preds, targs):
    return ((preds - targs) ** 2).mean().item()
