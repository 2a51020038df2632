def tracked(values: list[float]) -> Tensor:
    return torch.FloatTensor(values).requires_grad_(True)
