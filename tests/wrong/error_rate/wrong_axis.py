# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong
# hint: 
def error_rate(predictions, targets):
    return (predictions.argmax(0) != targets).float().mean()
