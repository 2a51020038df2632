# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: The count is divided by 6, the pictures of the example
# breaks: The share of the batch that is right
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets).sum() / 6
