def train_model(model, train_dl, valid_dl, epochs, lr, params):
    history = []
    epoch = 0
    while epoch < epochs:
        train_epoch(model, train_dl, lr, params)
        acc = float(validate_epoch(model, valid_dl))
        print(f'epoch {epoch}: {acc:.4f}')
        history += [acc]
        epoch += 1
    return history
