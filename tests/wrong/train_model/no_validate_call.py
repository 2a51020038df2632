# fails: test_accuracy_after_each_epoch
# hint: is validate_epoch called, with its parentheses
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch)
    return accs
