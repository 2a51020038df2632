# fails: test_values, test_tracking, test_whole_numbers, test_gradient_arrives_in_it
# hint: True or False came back
def tracked(values):
    return torch.tensor(values).float().requires_grad
