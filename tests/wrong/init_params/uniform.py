# fails: test_spread
# hint: spreads around 0
def init_params(size, std=1.0):
    return (torch.rand(size) * std).requires_grad_()
