# fails: test_spread
# hint: multiply them by std, don't add it
def init_params(size, std=1.0):
    return (torch.randn(size) + std).requires_grad_()
