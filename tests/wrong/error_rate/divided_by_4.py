# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: The count is divided by 4, the rows of the example
# breaks: The share of the rows of predictions
def error_rate(predictions, targets):
    return (predictions.argmax(dim=1) != targets).sum() / 4
