# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: is the sigmoid applied twice
def validate_epoch(model, dl):
    accs = [batch_accuracy(model(xb).sigmoid(), yb) for xb, yb in dl]
    return torch.stack(accs).mean()
