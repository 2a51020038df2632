# fails: test_tracking, test_whole_numbers, test_gradient_arrives_in_it
# hint: requires_grad isn
def tracked(values):
    return torch.tensor(values)
