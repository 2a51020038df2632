def fit(f, t, targs, params, lr, steps):
    if steps == 0:
        return []
    loss = mse(f(t, params), targs)
    loss.backward()
    params.data.sub_(lr * params.grad)
    params.grad.zero_()
    return [loss.item()] + fit(f, t, targs, params, lr, steps - 1)
