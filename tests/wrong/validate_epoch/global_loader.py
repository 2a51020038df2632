# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader, test_nothing_is_trained
# hint: The inner numbers of
def validate_epoch(model, dl):
    return torch.stack([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]).mean()
