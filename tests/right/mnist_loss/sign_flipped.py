def mnist_loss(predictions, targets):
    return torch.sigmoid(predictions * (1 - 2 * targets)).mean()
