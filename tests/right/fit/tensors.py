def fit(f, t, targs, params, lr, steps):
    history = []
    while len(history) < steps:
        if params.grad is not None: params.grad.zero_()
        loss = mse(f(t, params), targs)
        loss.backward()
        params.data = params.data - lr * params.grad
        history.append(loss.detach())
    return history
