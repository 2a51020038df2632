# fails: test_accuracy_after_each_epoch
# hint: The last accuracy is repeated
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
    return [validate_epoch(model, valid_dl) for epoch in range(epochs)]
