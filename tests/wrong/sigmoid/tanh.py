# fails: test_formula, test_far_out, test_gradient_flows_through_it
# hint: tanh
def sigmoid(x):
    return torch.tanh(x)
