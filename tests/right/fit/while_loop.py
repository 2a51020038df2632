def fit(f, t, targs, params, lr, steps):
    history, done = [], 0
    while done < steps:
        params.grad = None
        preds = f(t, params)
        loss = ((preds - targs) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        history.append(float(loss))
        done += 1
    params.grad = None
    return history
