# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: should be one number, but is a list
def validate_epoch(model, dl):
    return [batch_accuracy(model(xb), yb).item() for xb, yb in dl]
