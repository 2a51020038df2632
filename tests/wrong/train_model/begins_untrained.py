# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: before each epoch
# also: one epoch too few
# also: what the other checks say
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = [validate_epoch(model, valid_dl)]
    for epoch in range(1, epochs):
        train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
