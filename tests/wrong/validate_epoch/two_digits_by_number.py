# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_any_loader
# hint: rounded to two digits
# also: picked by number
def validate_epoch(model, dl):
    accs = []
    for i in range(len(dl)):
        xb, yb = dl[i]
        accs.append(batch_accuracy(model(xb), yb).item())
    return round(sum(accs) / len(accs), 2)
