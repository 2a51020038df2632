def zero_gradients(params: list[Tensor]) -> None:
    for p in params:
        try:
            p.grad.data.zero_()
        except AttributeError:
            pass
