def error_rate(predictions, targets):
    answers = predictions.topk(1, dim=1).indices.squeeze(1)
    hits = F.one_hot(answers, predictions.shape[1]) * F.one_hot(targets, predictions.shape[1])
    return 1 - hits.sum() / predictions.shape[0]
