# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: learning rate gets smaller
# also: what the other checks say
# breaks: the same in every epoch
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(1, epochs + 1):
        train_epoch(model, train_dl, lr / epoch, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
