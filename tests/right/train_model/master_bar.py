from fastprogress.fastprogress import master_bar, progress_bar

def train_model(model, train_dl, valid_dl, epochs, lr, params):
    accs = []
    mb = master_bar(range(epochs))
    for epoch in mb:
        train_epoch(model, progress_bar(train_dl, parent=mb), lr, params)
        accs.append(validate_epoch(model, valid_dl))
        mb.write(f"epoch {epoch}: {float(accs[-1]):.4f}")
    return accs
