def train_model(model, train_dl, valid_dl, epochs, lr, params):
    def one():
        train_epoch(model, train_dl, lr, params)
        return validate_epoch(model, valid_dl)
    return [one() for _ in range(epochs)]
