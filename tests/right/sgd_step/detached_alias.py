def sgd_step(params: list[Tensor], lr: float) -> None:
    for p in params:
        same_numbers = p.detach()
        same_numbers.sub_(p.grad, alpha=lr)
