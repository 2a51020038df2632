def init_params(size, std=1.0):
    return torch.normal(0.0, std, size=size if isinstance(size, tuple) else (size,), requires_grad=True)
