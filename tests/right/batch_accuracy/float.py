def batch_accuracy(predictions, targets):
    right = (predictions > 0).int() == targets.int()
    return right.float().mean().item()
