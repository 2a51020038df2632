def error_rate(predictions, targets):
    at_target = predictions.gather(1, targets[:, None])
    return (predictions > at_target).any(dim=1).float().mean()
