# fails: test_weights_stay
# hint: now asks for a gradient
def gradient_at(f, weights):
    w = weights
    w.requires_grad = True
    f(w).backward()
    g = w.grad.clone()
    w.grad.zero_()
    return g
