# fails: test_share_of_right_answers, test_all_right_and_all_wrong, test_float_targets
# hint: broadcast to (n, n)
def batch_accuracy(predictions, targets):
    return ((predictions.squeeze() > 0) == targets).float().mean()
