# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader, test_nothing_is_trained
# hint: leave backward() out
# also: is it an accuracy, or is there a comparison
def validate_epoch(model, dl):
    accs = []
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        accs.append(batch_accuracy(model(xb), yb))
    return torch.stack(accs).mean().item()
