def tracked(values):
    t = torch.tensor([float(v) for v in values], requires_grad=True)
    return t
