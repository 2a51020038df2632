from fastprogress.fastprogress import progress_bar

def train_epoch(model, dl, lr, params):
    total = 0
    for xb, yb in progress_bar(dl, leave=False):
        loss = mnist_loss(model(xb), yb)
        loss.backward()
        total += loss.item()
        for p in params:
            p.data -= lr * p.grad
            p.grad.zero_()
    return total / len(dl)
