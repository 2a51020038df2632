# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: Everything is called a 7
def validate_epoch(model, dl):
    accs = []
    for xb, yb in dl:
        answers = model(xb).argmax(dim=1, keepdim=True)
        accs.append((answers == yb).float().mean().item())
    return sum(accs) / len(accs)
