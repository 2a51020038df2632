# fails: test_gradient_flows_through_it
# hint: 
def mse(preds, targs):
    return ((preds - targs) ** 2).mean().item()
