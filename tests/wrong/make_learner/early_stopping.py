# fails: test_as_many_epochs_as_are_asked_for
# hint: does something end the training early
# breaks: goes through all its epochs
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func, opt_func=SGD, metrics=metric, cbs=EarlyStoppingCallback(patience=3))
