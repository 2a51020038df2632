# fails: test_formula, test_gradient_flows_through_it, test_as_many_numbers_as_the_course_has
# hint: sigmoid of 2 x
def sigmoid(x):
    return (torch.tanh(x) + 1) / 2
