# fails: test_spread
# hint: Their spread isn't std
def init_params(size, std=1.0):
    w = torch.randn(size)
    return (w * std / w.numel() ** 0.5).requires_grad_()
