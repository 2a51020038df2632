def zero_gradients(params):
    for parameter in params:
        g = parameter.grad
        if g is None:
            continue
        g.fill_(0.)
