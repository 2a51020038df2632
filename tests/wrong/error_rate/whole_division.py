# fails: test_share_of_wrong_answers, test_as_many_answers_as_the_course_has
# hint: does `//` drop
# also: or `//` drops
def error_rate(predictions, targets):
    wrong = (predictions.argmax(1) != targets).sum().item()
    return wrong // len(targets)
