# fails: test_gradient_flows_through_it
# hint: got no gradient from the loss
# breaks: through which PyTorch can work out gradients
def mse(preds, targs):
    return torch.tensor(((preds - targs) ** 2).mean(), requires_grad=True)
