def gradient_at(f, weights):
    weights.requires_grad_()
    f(weights).backward()
    g = weights.grad
    weights.grad = None
    weights.requires_grad_(False)
    return g
