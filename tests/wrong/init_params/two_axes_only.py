# fails: test_shape
# hint: tuple index out of range
# breaks: a tuple of any length
def init_params(size, std=1.0):
    if isinstance(size, tuple):
        t = torch.randn(size[0], size[1])
    else:
        t = torch.randn(size)
    return (t * std).requires_grad_()
