# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: divided by how many answers
def error_rate(predictions, targets):
    wrong = (predictions.argmax(1) != targets).sum().item()
    return wrong / predictions.shape[1]
