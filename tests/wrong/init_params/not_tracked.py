# fails: test_tracking, test_gradient_arrives_in_it
# hint: requires_grad
def init_params(size, std=1.0):
    return torch.randn(size) * std
