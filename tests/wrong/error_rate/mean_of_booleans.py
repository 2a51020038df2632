# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: .float() first
def error_rate(predictions, targets):
    return (predictions.argmax(dim=1) != targets).mean()
