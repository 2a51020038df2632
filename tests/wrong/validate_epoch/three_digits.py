# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: rounded to three digits
# breaks: isn't rounded, or is to 4 digits
def validate_epoch(model, dl):
    accs = [batch_accuracy(model(xb), yb) for xb, yb in dl]
    return round(torch.stack(accs).mean().item(), 3)
