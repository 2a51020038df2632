# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: not that number
def error_rate(predictions, targets):
    best, _ = predictions.max(dim=1)
    return (best != targets).float().mean()
