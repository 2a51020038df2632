# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader
# hint: return after the loop
def validate_epoch(model, dl):
    total = 0
    for xb, yb in dl:
        total += batch_accuracy(model(xb), yb).item()
        return total / len(dl)
