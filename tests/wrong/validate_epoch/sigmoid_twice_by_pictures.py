# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: is the sigmoid applied twice
def validate_epoch(model, dl):
    right = n = 0
    for xb, yb in dl:
        preds = sigmoid(model(xb))
        right += batch_accuracy(preds, yb).item() * len(yb)
        n += len(yb)
    return right / n
