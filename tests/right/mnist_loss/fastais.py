def mnist_loss(predictions, targets):
    return L1LossFlat()(predictions.sigmoid(), targets.float())
