# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong
# hint: This is a percentage
def error_rate(predictions, targets):
    return 100 * (predictions.argmax(dim=1) != targets).float().mean()
