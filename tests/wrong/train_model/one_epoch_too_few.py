# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: one epoch too few
# also: or leave epochs out
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    found = []
    for _ in range(1, epochs):
        train_epoch(model, train_dl, lr, params)
        found.append(validate_epoch(model, valid_dl))
    return found
