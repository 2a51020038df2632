def l1_distance(a: Tensor, b: Tensor) -> Tensor:
    difference = torch.abs(a - b)
    return torch.mean(difference, dim=[-1, -2])
