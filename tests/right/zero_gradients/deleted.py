def zero_gradients(params):
    for p in params:
        del p.grad
