# fails: test_accuracy_after_each_epoch
# hint: accuracies on the training set
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    found = []
    for _ in range(epochs):
        train_epoch(model, train_dl, lr, params)
        found.append(validate_epoch(model, train_dl))
    return found
