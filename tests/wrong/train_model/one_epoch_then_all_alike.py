# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: does each begin at the start again
# also: what the other checks say
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    train_epoch(model, train_dl, lr, params)
    return [validate_epoch(model, valid_dl)] * epochs
