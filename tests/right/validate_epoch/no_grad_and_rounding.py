def validate_epoch(model, dl):
    with torch.no_grad():
        accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return round(torch.stack(accs).mean().item(), 4)
