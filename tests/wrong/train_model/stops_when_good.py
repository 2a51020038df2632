# fails: test_trains_to_the_expected_accuracy
# hint: 12 epochs give 12 accuracies
# breaks: Train for `epochs` epochs on train_dl, all of them
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch(model, valid_dl))
        if accs[-1] > 0.98:
            break
    return accs
