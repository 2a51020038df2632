# fails: test_gradient_flows_through_it
# hint: The result has no gradient
# breaks: gradients flow through it
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.detach()))
