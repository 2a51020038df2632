# fails: test_accuracy_after_each_epoch
# hint: These are losses
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    losses = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        with torch.no_grad():
            losses.append(torch.stack([mnist_loss(model(xb), yb) for xb, yb in valid_dl]).mean().item())
    return losses
