def validate_epoch(model, dl):
    total = 0.0
    count = 0
    for xb, yb in dl:
        total += batch_accuracy(model(xb), yb).item()
        count += 1
    return total / count
