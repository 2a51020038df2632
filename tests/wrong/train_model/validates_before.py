# fails: test_accuracy_after_each_epoch
# hint: before each epoch
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    found = []
    for _ in range(epochs):
        found.append(validate_epoch(model, valid_dl))
        train_epoch(model, train_dl, lr, params)
    return found
