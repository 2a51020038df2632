# fails: test_batches_of_the_size_that_is_asked_for
# hint: The second loader has the batch size too
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset))
    return Learner(dls, model, opt_func=SGD, loss_func=loss_func, metrics=metric)
