def init_params(size, std=1.0):
    p = torch.empty(size)
    nn.init.normal_(p, mean=0.0, std=std)
    return nn.Parameter(p)
