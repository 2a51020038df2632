# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch
# hint: The learning rate that was passed in isn't used
# breaks: the same in every epoch
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    found = []
    for _ in range(epochs):
        train_epoch(model, train_dl, 1.0, params)
        found.append(validate_epoch(model, valid_dl))
    return found
