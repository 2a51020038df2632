def fit(f, t, targs, params, lr, steps):
    losses = []
    for i in range(steps):
        params.grad = None
        loss = F.mse_loss(f(t, params), targs)
        loss.backward()
        with torch.no_grad():
            params -= lr * params.grad
        losses += [float(loss)]
        if i == 0: print(f'first loss {loss:.3f}')
    return losses
