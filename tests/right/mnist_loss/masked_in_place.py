def mnist_loss(predictions, targets):
    off = torch.sigmoid(predictions).clone()
    threes = targets == 1
    off[threes] = 1 - off[threes]
    return off.mean()
