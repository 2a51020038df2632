def tracked(values):
    return nn.Parameter(torch.tensor(values, dtype=torch.float32))
