# fails: test_fresh_every_time
# hint: now has a gradient
def gradient_at(f, weights):
    weights.grad = None
    weights.requires_grad_()
    f(weights).backward()
    weights.requires_grad_(False)
    return weights.grad
