def mse(preds: Tensor, targs: Tensor) -> Tensor:
    errors = preds - targs
    squares = errors * errors
    return squares.sum() / squares.numel()
