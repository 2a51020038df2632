# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader
# hint: first batch alone
def validate_epoch(model, dl):
    for xb, yb in dl:
        return batch_accuracy(model(xb), yb)
