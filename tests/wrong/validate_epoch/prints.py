# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: return
def validate_epoch(model, dl):
    print(torch.stack([batch_accuracy(model(xb), yb) for xb, yb in dl]).mean())
