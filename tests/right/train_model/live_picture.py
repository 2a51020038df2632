def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    live = pictures.Live(epochs, title="training")
    for epoch in live:
        train_epoch(model, train_dl, lr, params)
        acc = float(validate_epoch(model, valid_dl))
        with torch.no_grad():
            loss = mnist_loss(model(train_dl[0][0]), train_dl[0][1]).item()
        live.update(loss=loss, accuracy=acc)
        accs.append(acc)
    return accs
