def error_rate(predictions, targets):
    _, answers = predictions.max(dim=1)
    return (answers != targets).sum() / len(targets)
