# fails: test_values, test_whole_numbers
# hint: make them floats first
def tracked(values):
    return torch.tensor(values).requires_grad_().float()
