def train_epoch(model, dl, lr, params):
    optimizer = torch.optim.SGD(params, lr=lr)
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        optimizer.step()
        optimizer.zero_grad()
