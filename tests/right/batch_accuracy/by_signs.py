def batch_accuracy(predictions, targets):
    signs = 2 * targets - 1
    return (predictions * signs > 0).double().mean()
