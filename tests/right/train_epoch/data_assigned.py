def train_epoch(model, dl, lr, params):
    params = list(params)
    for xb, yb in dl:
        for p in params:
            p.grad = None
        calc_grad(xb, yb, model)
        for p in params:
            p.data = p.data - lr * p.grad.data
