# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader
# hint: share of right pictures
def validate_epoch(model, dl):
    right = n = 0
    for xb, yb in dl:
        right += batch_accuracy(model(xb), yb).item() * len(xb)
        n += len(xb)
    return right / n
