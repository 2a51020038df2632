def train_model(model, train_dl, valid_dl, epochs, lr, params):
    params = list(params)
    log = []
    for epoch in range(1, epochs + 1):
        train_epoch(model, train_dl, lr, params)
        acc = validate_epoch(model, valid_dl)
        log.append(acc)
        print(f"epoch {epoch}: {float(acc):.4f}", end=" ")
    return log
