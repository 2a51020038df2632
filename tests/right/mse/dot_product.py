def mse(preds, targs):
    e = (preds - targs).flatten()
    return torch.dot(e, e) / len(e)
