# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: Each picture has a number of its own
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets).float()
