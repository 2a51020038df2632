# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader, test_nothing_is_trained
# hint: no .eval()
def validate_epoch(model, dl):
    model.eval()
    with torch.no_grad():
        accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return torch.stack(accs).mean().item()
