# fails: test_spread
# hint: The numbers aren't normally distributed
# breaks: normally distributed
def init_params(size, std=1.0):
    return ((torch.rand(size) - 0.5) * 12 ** 0.5 * std).requires_grad_()
