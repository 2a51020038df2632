# fails: test_accuracy_after_each_epoch
# hint: list of accuracies
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    for _ in range(epochs):
        train_epoch(model, train_dl, lr, params)
    return validate_epoch(model, valid_dl)
