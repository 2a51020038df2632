def sgd_step(params, lr):
    for p in params:
        p.requires_grad_(False)
        p -= lr * p.grad
        p.requires_grad_(True)
