from torch.distributions import Normal

def init_params(size: int | tuple[int, ...], std: float = 1.0) -> Tensor:
    shape = (size,) if isinstance(size, int) else size
    return Normal(0.0, std).sample(shape).requires_grad_()
