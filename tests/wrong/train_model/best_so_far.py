# fails: test_accuracy_after_each_epoch
# hint: best accuracies so far
# breaks: the accuracy on valid_dl after each of them
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        acc = float(validate_epoch(model, valid_dl))
        accs.append(max([acc] + accs))
    return accs
