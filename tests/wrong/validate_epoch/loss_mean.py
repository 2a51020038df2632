# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: mean of the losses
def validate_epoch(model, dl):
    losses = [mnist_loss(model(xb), yb) for xb, yb in dl]
    return torch.stack(losses).mean().item()
