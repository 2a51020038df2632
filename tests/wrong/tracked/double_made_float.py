# fails: test_gradient_arrives_in_it
# hint: another computation
def tracked(values):
    return torch.tensor(values, dtype=torch.float64, requires_grad=True).float()
