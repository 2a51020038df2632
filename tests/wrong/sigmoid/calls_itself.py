# fails: test_formula, test_far_out, test_gradient_flows_through_it, test_as_many_numbers_as_the_course_has
# hint: A function calls itself, again and again
def sigmoid(x):
    return sigmoid(x)
