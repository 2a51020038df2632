# fails: test_share_of_wrong_answers, test_as_many_answers_as_the_course_has
# hint: This is rounded
# breaks: The share of the rows of predictions, of all of them
def error_rate(predictions, targets):
    return round((predictions.argmax(dim=1) != targets).float().mean().item(), 2)
