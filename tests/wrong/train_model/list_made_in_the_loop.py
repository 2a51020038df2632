# fails: test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: is the list made inside the loop
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    for epoch in range(epochs):
        accuracies = []
        train_epoch(model, train_dl, lr, params)
        accuracies.append(validate_epoch(model, valid_dl))
    return accuracies
