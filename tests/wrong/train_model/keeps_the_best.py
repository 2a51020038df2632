# fails: test_trains_for_all_epochs, test_trains_to_the_expected_accuracy
# hint: though each gave an accuracy
# breaks: end as the last epoch leaves them
# also: Look at what the other checks say about your loop
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs, best = [], 0
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        accs.append(float(validate_epoch(model, valid_dl)))
        if accs[-1] > best:
            best = accs[-1]
            kept = [p.detach().clone() for p in params]
    for p, k in zip(params, kept):
        p.data = k
    return accs
