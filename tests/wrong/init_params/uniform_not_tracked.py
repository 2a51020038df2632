# fails: test_tracking, test_spread, test_gradient_arrives_in_it
# hint: spreads around 0
# also: requires_grad isn't set
def init_params(size, std=1.0):
    return torch.rand(size) * std
