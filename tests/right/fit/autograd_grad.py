def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        (g,) = torch.autograd.grad(loss, params)
        with torch.no_grad():
            params.sub_(g, alpha=lr)
        losses.append(loss.detach().numpy())
    return losses
