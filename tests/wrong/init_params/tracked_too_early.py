# fails: test_gradient_arrives_in_it
# hint: multiply first
def init_params(size, std=1.0):
    return torch.randn(size, requires_grad=True) * std
