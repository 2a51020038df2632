# fails: test_gradient_flows_through_it
# hint: got no gradient from the loss
def mse(preds, targs):
    return torch.tensor(((preds - targs) ** 2).mean(), requires_grad=True)
