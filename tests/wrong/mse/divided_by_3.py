# fails: test_mean_of_the_squares, test_gradient_flows_through_it, test_as_many_errors_as_the_course_has
# hint: The sum is divided by 3, the errors of the example
# breaks: The mean squared error
def mse(preds, targs):
    return ((preds - targs) ** 2).sum() / 3
