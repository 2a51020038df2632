# fails: test_mean_of_batch_accuracies, test_many_batches, train_model.test_accuracy_after_each_epoch
# hint: take their mean
def validate_epoch(model, dl):
    return sum(batch_accuracy(model(xb), yb) for xb, yb in dl)
