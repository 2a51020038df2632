# fails: test_predictions_stay
# hint: The predictions changed by the call
# breaks: Both stay as they are
def batch_accuracy(predictions, targets):
    predictions[predictions > 0] = 1
    predictions[predictions <= 0] = 0
    return (predictions == targets).float().mean()
