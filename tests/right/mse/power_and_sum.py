def mse(preds, targs):
    n = preds.numel()
    return torch.pow(targs - preds, 2).sum() / n
