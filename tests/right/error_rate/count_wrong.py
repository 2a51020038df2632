def error_rate(predictions, targets):
    _, best = predictions.max(dim=1)
    wrong = 0
    for b, t in zip(best.tolist(), targets.tolist()):
        wrong += b != t
    return wrong / len(targets)
