def tracked(values):
    t = tensor(values).float()
    t.requires_grad = True
    return t
