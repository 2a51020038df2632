# fails: test_mean_of_batch_accuracies, test_many_batches, test_any_loader, test_nothing_is_trained
# hint: can't be trained on
# also: take their mean
def validate_epoch(model, dl):
    torch.set_grad_enabled(False)
    total = 0
    for xb, yb in dl:
        total += batch_accuracy(model(xb), yb)
    return total
