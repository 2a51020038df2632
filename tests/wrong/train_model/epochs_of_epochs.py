# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: 12 times as often as it was told
# also: what the other checks say
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        for _ in range(epochs):
            train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
