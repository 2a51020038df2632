# fails: test_accuracy_after_each_epoch
# hint: but is None
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accuracies = []
    for _ in range(epochs):
        accuracies.append(train_epoch(model, train_dl, lr, params))
    return accuracies
