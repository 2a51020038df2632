# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: float division by zero
def validate_epoch(model, dl):
    total = 0
    for i, (xb, yb) in enumerate(dl):
        total += batch_accuracy(model(xb), yb).item()
    return total / i
