# fails: test_share_of_right_answers, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: argmax of a single column
# also: There is no such axis
def batch_accuracy(predictions, targets):
    return (predictions.argmax(1) == targets.squeeze(1)).float().mean()
