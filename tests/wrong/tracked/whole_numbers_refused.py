# fails: test_values, test_whole_numbers
# hint: floating point
def tracked(values):
    return torch.tensor(values, requires_grad=True)
