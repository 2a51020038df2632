# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: 1 minus the accuracy
def validate_epoch(model, dl):
    return 1 - torch.stack([batch_accuracy(model(xb), yb) for xb, yb in dl]).mean()
