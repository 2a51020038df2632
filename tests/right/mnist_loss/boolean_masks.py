def mnist_loss(predictions, targets):
    p = torch.sigmoid(predictions).flatten()
    t = targets.flatten().bool()
    off = torch.cat([1 - p[t], p[~t]])
    return off.sum() / len(off)
