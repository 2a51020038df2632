# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader, test_nothing_is_trained
# hint: .float() first
def validate_epoch(model, dl):
    accs = [((sigmoid(model(xb)) > 0.5) == yb).mean() for xb, yb in dl]
    return torch.stack(accs).mean()
