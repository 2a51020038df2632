# fails: test_accuracy_after_each_epoch
# hint: from last to first
# breaks: after each of them, first to last
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        accs.insert(0, validate_epoch(model, valid_dl))
    return accs
