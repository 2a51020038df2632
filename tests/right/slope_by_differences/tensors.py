def slope_by_differences(f, x, h=0.001):
    ends = torch.tensor([x, x + h], dtype=torch.float64)
    return torch.diff(torch.stack([f(end) for end in ends])) / h
