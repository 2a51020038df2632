# fails: test_trains_for_all_epochs, test_accuracy_after_each_epoch, test_trains_to_the_expected_accuracy
# hint: does each begin at the start again
# also: Look at what the other checks say about your loop
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    start = [p.detach().clone() for p in params]
    accs = []
    for epoch in range(epochs):
        for p, s in zip(params, start):
            p.data = s.clone()
        train_epoch(model, train_dl, lr, params)
        accs.append(validate_epoch(model, valid_dl))
    return accs
