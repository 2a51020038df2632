# fails: test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: or leave epochs out
# breaks: Train for `epochs` epochs on train_dl, all of them
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        if epoch < 5 or epoch % 5 == 0:
            accs.append(validate_epoch(model, valid_dl))
    return accs
