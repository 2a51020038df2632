# fails: test_formula, test_far_out, test_gradient_flows_through_it, test_as_many_numbers_as_the_course_has
# hint: math.exp(), math.sqrt(), float() and item() take one number
def sigmoid(x):
    import math
    return 1 / (1 + math.exp(-x))
