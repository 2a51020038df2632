# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: Everything is called a 3
# breaks: The share of the batch that is right
def batch_accuracy(predictions, targets):
    return ((predictions.sigmoid() > 0) == targets).float().mean()
