def linear1(xb, weights, bias):
    ones = torch.ones(len(xb), 1)
    return torch.cat([xb, ones], dim=1) @ torch.cat([weights, bias[None]])
