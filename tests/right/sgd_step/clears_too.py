def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad
        p.grad = None
