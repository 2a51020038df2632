# fails: test_gradient_flows_through_it
# hint: 
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.detach()))
