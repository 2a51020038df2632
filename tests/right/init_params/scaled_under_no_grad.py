def init_params(size, std=1.0):
    t = torch.randn(size, requires_grad=True)
    with torch.no_grad():
        t *= std
    return t
