# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: Everything is called a 3
def validate_epoch(model, dl):
    return float(torch.stack([batch_accuracy(xb, yb) for xb, yb in dl]).mean())
