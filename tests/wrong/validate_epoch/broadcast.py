# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: broadcast to (n, n)
def validate_epoch(model, dl):
    return torch.stack([((model(xb) > 0) == yb.squeeze()).float().mean() for xb, yb in dl]).mean()
