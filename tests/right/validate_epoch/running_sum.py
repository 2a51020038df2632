@torch.no_grad()
def validate_epoch(model, dl):
    total, n = 0.0, 0
    for xb, yb in dl:
        total += batch_accuracy(model(xb), yb).item()
        n += 1
    return total / n
