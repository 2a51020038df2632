# fails: test_gradient_flows_through_it
# hint: What is no step makes a new tensor
# breaks: gradients flow through it
def sigmoid(x):
    return x.neg_().exp_().add_(1).reciprocal_()
