@torch.inference_mode()
def validate_epoch(model, dl):
    accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return torch.stack(accs).mean()
