# fails: test_fresh_every_time
# hint: Two calls gave the same numbers
_drawn = torch.randn(1_000_000)
def init_params(size, std=1.0):
    size = size if isinstance(size, tuple) else (size,)
    n = int(np.prod(size))
    return (_drawn[:n].view(size) * std).requires_grad_()
