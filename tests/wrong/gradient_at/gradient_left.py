# fails: test_weights_stay
# hint: now has a gradient
def gradient_at(f, weights):
    weights.grad = None
    weights.requires_grad_()
    f(weights).backward()
    weights.requires_grad_(False)
    return weights.grad
