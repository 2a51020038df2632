# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: train_epoch() missing 1 required positional argument
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for i in range(epochs):
        train_epoch(model, lr, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
