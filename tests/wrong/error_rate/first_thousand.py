# fails: test_as_many_answers_as_the_course_has
# hint: Not all answers count
# breaks: of all of them
def error_rate(predictions, targets):
    return (predictions[:1000].argmax(1) != targets[:1000]).float().mean()
