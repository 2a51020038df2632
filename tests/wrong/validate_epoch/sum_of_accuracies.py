# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader
# hint: take their mean
def validate_epoch(model, dl):
    return sum(batch_accuracy(model(xb), yb) for xb, yb in dl)
