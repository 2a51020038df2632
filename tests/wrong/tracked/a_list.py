# fails: test_values, test_tracking, test_whole_numbers, test_gradient_arrives_in_it
# hint: a list
def tracked(values):
    return [torch.tensor(float(v), requires_grad=True) for v in values]
