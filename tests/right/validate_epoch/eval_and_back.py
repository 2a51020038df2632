def validate_epoch(model, dl):
    was_training = getattr(model, "training", None)
    if was_training is not None:
        model.eval()
    with torch.no_grad():
        accs = np.array([batch_accuracy(model(xb), yb).cpu() for xb, yb in dl])
    if was_training:
        model.train()
    return accs.mean()
