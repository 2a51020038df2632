def mnist_loss(predictions, targets):
    p = torch.sigmoid(predictions)
    return (targets * (1 - p) + (1 - targets) * p).mean()
