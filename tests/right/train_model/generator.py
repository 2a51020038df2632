def train_model(model, train_dl, valid_dl, epochs, lr, params):
    def history():
        for _ in range(epochs):
            train_epoch(model=model, dl=train_dl, lr=lr, params=params)
            yield validate_epoch(model, valid_dl)
    return [*history()]
