def train_model(model, train_dl, valid_dl, epochs, lr, params):
    if epochs == 0:
        return []
    train_epoch(model, train_dl, lr, params)
    first = validate_epoch(model, valid_dl)
    return [first] + train_model(model, train_dl, valid_dl, epochs - 1, lr, params)
