# fails: test_nothing_is_trained
# hint: can't be trained on
# breaks: can be trained on afterwards
def validate_epoch(model, dl):
    if isinstance(model, nn.Module):
        for p in model.parameters():
            p.requires_grad_(False)
    accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return torch.stack(accs).mean().item()
