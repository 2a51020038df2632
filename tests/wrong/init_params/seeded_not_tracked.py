# fails: test_tracking, test_fresh_every_time, test_gradient_arrives_in_it
# hint: seed inside
# also: requires_grad isn't set
def init_params(size, std=1.0):
    torch.manual_seed(0)
    return torch.randn(size) * std
