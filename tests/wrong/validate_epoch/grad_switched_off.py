# fails: test_nothing_is_trained
# hint: can't be trained on
# breaks: can be trained on afterwards
def validate_epoch(model, dl):
    torch.set_grad_enabled(False)
    accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return torch.stack(accs).mean().item()
