# fails: test_values, test_tracking, test_whole_numbers, test_gradient_arrives_in_it
# hint: The result should be a tensor, but is a function (are the parentheses of a call missing?)
def tracked(values):
    return torch.tensor(values).float().requires_grad_
