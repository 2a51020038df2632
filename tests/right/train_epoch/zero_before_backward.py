def train_epoch(model, dl, lr, params):
    for x, y in dl:
        for p in params:
            if p.grad is not None:
                p.grad.zero_()
        loss = mnist_loss(model(x), y)
        loss.backward()
        for p in params:
            p.data.sub_(p.grad * lr)
