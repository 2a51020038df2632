def mse(preds, targs):
    total = 0
    for p, t in zip(preds.flatten(), targs.flatten()):
        total = total + (p - t) * (p - t)
    return total / preds.numel()
