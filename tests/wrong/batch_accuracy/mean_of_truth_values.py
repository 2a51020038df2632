# fails: test_share_of_right_answers, test_predictions_stay, test_flat_shapes, test_all_right_and_all_wrong, test_float_targets
# hint: make them .float() first
def batch_accuracy(predictions, targets):
    return ((predictions > 0) == targets).mean()
