# fails: test_spread
# hint: Their spread isn't std
def init_params(size, std=1.0):
    return (torch.randn(size) * std ** 0.5).requires_grad_()
