def fit(f, t, targs, params, lr, steps):
    optimizer = torch.optim.SGD([params], lr=lr)
    losses = torch.zeros(steps)
    for i in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(input=f(t, params), target=targs)
        loss.backward()
        optimizer.step()
        losses[i] = loss.detach()
    return losses.tolist()
