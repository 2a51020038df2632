def batch_accuracy(predictions, targets):
    is_wrong = (predictions > 0) ^ (targets == 1)
    return 1 - is_wrong.float().mean()
