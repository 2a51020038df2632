def mse(preds, targs):
    return F.mse_loss(preds, targs)
