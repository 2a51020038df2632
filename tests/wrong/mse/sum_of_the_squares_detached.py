# fails: test_mean_of_the_squares, test_gradient_flows_through_it, test_as_many_errors_as_the_course_has
# hint: sum of the squares
# also: The loss has no gradient
def mse(preds, targs):
    return ((preds.data - targs) ** 2).sum()
