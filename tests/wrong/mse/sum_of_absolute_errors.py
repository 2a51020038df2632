# fails: test_mean_of_the_squares, test_gradient_flows_through_it, test_as_many_errors_as_the_course_has
# hint: sum of the absolute errors
def mse(preds, targs):
    return (preds - targs).abs().sum()
