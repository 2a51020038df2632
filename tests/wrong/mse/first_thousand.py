# fails: test_as_many_errors_as_the_course_has
# hint: Only the first thousand errors
# breaks: The mean squared error
def mse(preds, targs):
    return ((preds[:1000] - targs[:1000]) ** 2).mean()
