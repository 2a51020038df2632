# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: how often the smallest number stands
# breaks: whose largest number isn't at the target
def error_rate(predictions, targets):
    answers = predictions.sort(dim=1).indices[:, 0]
    return (answers == targets).float().mean()
