# fails: test_spread
# hint: divided by std
def init_params(size, std=1.0):
    return (torch.randn(size) / std).requires_grad_()
