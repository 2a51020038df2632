# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: numbers of right pictures
def validate_epoch(model, dl):
    right = [((model(xb) > 0) == yb).sum() for xb, yb in dl]
    return sum(right) / len(right)
