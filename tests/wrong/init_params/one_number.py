# fails: test_shape, test_spread, test_fresh_every_time
# hint: The result has shape (1,), and should have (784, 1)
def init_params(size, std=1.0):
    return (torch.randn(1) * std).requires_grad_()
