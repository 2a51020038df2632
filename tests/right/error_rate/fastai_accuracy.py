def error_rate(predictions, targets):
    return 1 - accuracy(predictions, targets)
