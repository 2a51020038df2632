def gradient_at(f, weights):
    leaf = weights.clone().requires_grad_()
    w = leaf * 1
    w.retain_grad()
    f(w).backward()
    return w.grad
