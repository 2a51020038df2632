def mse(preds, targs):
    return MSELossFlat()(preds, targs)
