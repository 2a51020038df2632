def l1_distance(a: Tensor, b: Tensor) -> Tensor:
    return (torch.maximum(a, b) - torch.minimum(a, b)).mean(dim=(-1, -2))
