# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: the sigmoid of a sigmoid
def batch_accuracy(predictions, targets):
    return ((sigmoid(sigmoid(predictions)) > 0.5) == targets).float().mean()
