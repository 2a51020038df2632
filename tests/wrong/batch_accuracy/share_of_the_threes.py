# fails: test_share_of_right_answers, test_flat_shapes, test_float_targets
# hint: share of the 3s
def batch_accuracy(predictions, targets):
    threes = targets == 1
    return (predictions[threes] > 0).float().mean()
