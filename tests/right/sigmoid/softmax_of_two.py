def sigmoid(x):
    return torch.stack([torch.zeros_like(x), x], dim=-1).softmax(-1)[..., 1]
