from sklearn.metrics import zero_one_loss


def error_rate(predictions, targets):
    return zero_one_loss(targets.cpu(), predictions.cpu().argmax(1))
