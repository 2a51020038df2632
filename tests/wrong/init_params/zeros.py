# fails: test_spread, test_fresh_every_time
# hint: All the numbers
# also: Two calls gave the same numbers: use torch.randn
def init_params(size, std=1.0):
    return torch.zeros(size).requires_grad_()
