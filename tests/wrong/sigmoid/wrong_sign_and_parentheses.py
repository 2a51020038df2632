# fails: test_formula, test_far_out, test_gradient_flows_through_it, test_as_many_numbers_as_the_course_has
# hint: Parentheses, and the sign of x
def sigmoid(x):
    return 1 / 1 + torch.exp(x)
