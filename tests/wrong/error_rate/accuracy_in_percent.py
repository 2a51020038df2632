# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: This is the accuracy, as a percentage
def error_rate(predictions, targets):
    right = (predictions.argmax(dim=1) == targets).float().mean()
    return round(right.item() * 100, 2)
