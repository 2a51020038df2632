# fails: test_accuracy_after_each_epoch
# hint: Each item of the list should be one number
# breaks: list[float | Tensor]
def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    for epoch in range(epochs):
        train_epoch(model, train_dl, lr, params)
        accs.append(f"{float(validate_epoch(model, valid_dl)):.4f}")
    return accs
