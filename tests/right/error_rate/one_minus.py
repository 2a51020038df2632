def error_rate(predictions, targets):
    return 1 - (predictions.argmax(dim=-1) == targets).float().mean().item()
