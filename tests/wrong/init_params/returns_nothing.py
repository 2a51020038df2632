# fails: test_shape, test_tracking, test_spread, test_fresh_every_time, test_gradient_arrives_in_it
# hint: The result should be a tensor, but is None (is a `return` missing?)
def init_params(size, std=1.0):
    (torch.randn(size) * std).requires_grad_()
