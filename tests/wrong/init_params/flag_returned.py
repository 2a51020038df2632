# fails: test_shape, test_tracking, test_spread, test_fresh_every_time, test_gradient_arrives_in_it
# hint: True or False came back
def init_params(size, std=1.0):
    return (torch.randn(size) * std).requires_grad
