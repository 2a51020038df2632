# fails: test_values, test_whole_numbers, test_gradient_arrives_in_it
# hint: There is an axis too many
def tracked(values):
    return torch.tensor([values], dtype=torch.float32).requires_grad_()
