def batch_accuracy(predictions, targets):
    called = torch.where(predictions.sigmoid() > 0.5, 1, 0)
    return (called == targets).sum() / targets.numel()
