# fails: test_formula, test_gradient_flows_through_it, test_as_many_numbers_as_the_course_has
# hint: take one number
# also: The result has no gradient
# breaks: gradients flow through it
import math

def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-v)) for v in x])
