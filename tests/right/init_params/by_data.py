def init_params(size, std=1.0):
    p = torch.randn(size)
    p *= std
    p.requires_grad = True
    return p
