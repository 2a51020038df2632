# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: 1 minus the number of right answers
def error_rate(predictions, targets):
    return 1 - (predictions.argmax(1) == targets).sum()
