def init_params(size, std=1.0):
    size = (size,) if isinstance(size, int) else tuple(size)
    t = torch.empty(size)
    t.normal_(mean=0.0, std=std)
    t.requires_grad = True
    return t
