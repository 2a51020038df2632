def mse(preds, targs):
    return (preds ** 2 - 2 * preds * targs + targs ** 2).mean()
