# fails: test_batches_of_the_size_that_is_asked_for
# hint: The second loader has the batch size too
# breaks: pictures in a batch, on both sides
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, bs=bs), DataLoader(valid_dset, bs=2 * bs))
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric)
