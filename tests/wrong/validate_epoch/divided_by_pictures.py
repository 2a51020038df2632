# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: divide it by the number of batches
def validate_epoch(model, dl):
    total = n = 0
    for xb, yb in dl:
        total += batch_accuracy(model(xb), yb).item()
        n += len(xb)
    return total / n
