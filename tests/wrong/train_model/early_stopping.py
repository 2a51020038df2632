# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: does something end the training early, or leave epochs out
# breaks: Train for `epochs` epochs on train_dl, all of them
# also: does something end the training early
# also: one epoch too few
def train_model(model, train_dl, valid_dl, epochs, lr, params, patience=3):
    accs, best, bad = [], 0, 0
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        acc = float(validate_epoch(model, valid_dl))
        accs.append(acc)
        if acc > best:
            best, bad = acc, 0
        else:
            bad += 1
        if bad == patience:
            break
    return accs
