# fails: test_one_slope_for_each_weight
# hint: should have the shape of the weights
# breaks: Returns a tensor of the shape of weights.
def gradient_at(f, weights):
    w = weights.flatten().clone().requires_grad_()
    f(w.view(weights.shape)).backward()
    return w.grad
