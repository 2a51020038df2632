# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: should be one number
# breaks: Returns a number
def validate_epoch(model, dl):
    accs = torch.stack([batch_accuracy(model(xb), yb) for xb, yb in dl])
    return f"{accs.mean().item():.4f}"
