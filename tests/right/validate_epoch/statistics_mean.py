from statistics import fmean


def validate_epoch(model, dl):
    def accuracies():
        for xb, yb in dl:
            yield batch_accuracy(model(xb), yb).item()
    return fmean(accuracies())
