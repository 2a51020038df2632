# fails: test_spread, test_fresh_every_time
# hint: All the numbers
def init_params(size, std=1.0):
    return torch.zeros(size).requires_grad_()
