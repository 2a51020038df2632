# fails: test_shape, test_spread, test_fresh_every_time
# hint: One number came back
def init_params(size, std=1.0):
    return (torch.randn(1) * std).requires_grad_()
