def tracked(values):
    t = torch.zeros(len(values), requires_grad=True)
    with torch.no_grad():
        for i, value in enumerate(values):
            t[i] = value
    return t
