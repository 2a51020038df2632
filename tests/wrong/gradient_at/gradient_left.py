# fails: test_weights_stay
# hint: now has a gradient
# breaks: left as it is, without a gradient of its own
def gradient_at(f, weights):
    weights.grad = None
    weights.requires_grad_()
    f(weights).backward()
    weights.requires_grad_(False)
    return weights.grad
