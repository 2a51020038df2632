# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader
# hint: last batch alone
def validate_epoch(model, dl):
    for xb, yb in dl:
        accuracy = batch_accuracy(model(xb), yb)
    return accuracy
