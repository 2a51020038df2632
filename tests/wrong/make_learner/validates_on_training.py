# fails: test_validates_on_the_validation_set, test_batches_of_the_size_that_is_asked_for
# hint: training set
# also: The second loader has the batch size too
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(train_dset, batch_size=bs))
    return Learner(dls, model, opt_func=SGD, loss_func=loss_func, metrics=metric)
