# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: It trained for 10 epochs
# breaks: Train for `epochs` epochs on train_dl, all of them
# also: does something end the training early
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(min(epochs, 10)):
        train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
