def validate_epoch(model, dl):
    mean = 0.0
    with torch.no_grad():
        for i, (xb, yb) in enumerate(dl, start=1):
            acc = batch_accuracy(model(xb), yb).item()
            mean += (acc - mean) / i
    return mean
