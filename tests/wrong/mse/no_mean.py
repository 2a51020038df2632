# fails: test_mean_of_the_squares, test_gradient_flows_through_it, test_as_many_errors_as_the_course_has
# hint: mean is missing
# also: backward() starts from one number, the loss
def mse(preds, targs):
    return (preds - targs) ** 2
