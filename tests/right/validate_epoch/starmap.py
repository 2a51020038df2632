from itertools import starmap


def validate_epoch(model, dl):
    accuracies = starmap(lambda xb, yb: batch_accuracy(model(xb).detach(), yb), dl)
    return torch.stack(tuple(accuracies)).double().mean()
