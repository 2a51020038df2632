# fails: test_gradient_flows_through_it
# hint: write x = x - 1 in place of x -= 1
# breaks: gradients flow through it
def sigmoid(x):
    return x.neg_().exp_().add_(1).reciprocal_()
