# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: The raw outputs were rounded
def validate_epoch(model, dl):
    accs = [(model(xb).round() == yb).float().mean() for xb, yb in dl]
    return torch.stack(accs).mean()
