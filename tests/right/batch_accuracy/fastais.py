def batch_accuracy(predictions, targets):
    return accuracy_multi(predictions, targets, thresh=0.5, sigmoid=True)
