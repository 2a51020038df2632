# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: counts as a 3 above 0
def validate_epoch(model, dl):
    return torch.stack([((model(xb) > 0.5) == yb).float().mean() for xb, yb in dl]).mean()
