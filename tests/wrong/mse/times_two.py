# fails: test_mean_of_the_squares, test_gradient_flows_through_it, test_as_many_errors_as_the_course_has
# hint: `** 2` squares
def mse(preds, targs):
    return ((preds - targs) * 2).mean()
