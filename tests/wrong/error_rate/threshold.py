# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: Two tensors don't fit
def error_rate(predictions, targets):
    return ((predictions.sigmoid() > 0.5) != targets).float().mean()
