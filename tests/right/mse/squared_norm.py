def mse(preds: Tensor, targs: Tensor) -> Tensor:
    return torch.linalg.vector_norm(preds - targs).pow(2) / preds.numel()
