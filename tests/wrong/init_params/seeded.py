# fails: test_fresh_every_time
# hint: seed inside
def init_params(size, std=1.0):
    torch.manual_seed(42)
    return (torch.randn(size) * std).requires_grad_()
