# fails: test_any_loader
# hint: go through them
# breaks: in a for loop, not by number
def validate_epoch(model, dl):
    return sum(batch_accuracy(model(dl[i][0]), dl[i][1]).item() for i in range(len(dl))) / len(dl)
