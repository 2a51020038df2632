def train_model(model, train_dl, valid_dl, epochs, lr, params):
    table = {epoch: None for epoch in range(epochs)}
    for epoch in table:
        train_epoch(model, train_dl, lr, params)
        table[epoch] = np.float32(validate_epoch(model, valid_dl))
    return list(table.values())
