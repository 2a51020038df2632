def tracked(values):
    return torch.tensor([float(v) for v in values], requires_grad=True)
