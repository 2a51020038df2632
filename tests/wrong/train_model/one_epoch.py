# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: one epoch only
# also: does something end the training early
# also: 12 accuracies; 1 came back
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    for _ in range(epochs):
        train_epoch(model, train_dl, lr, params)
        return [validate_epoch(model, valid_dl)]
