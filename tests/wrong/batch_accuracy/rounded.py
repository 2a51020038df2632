# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: raw predictions are rounded
def batch_accuracy(predictions, targets):
    return (predictions.round() == targets).float().mean()
