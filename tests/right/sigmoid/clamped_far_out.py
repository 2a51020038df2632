def sigmoid(x: Tensor) -> Tensor:
    return (1 + torch.exp(-x.clamp(min=-60, max=60))).reciprocal()
