# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_as_many_epochs_as_are_asked_for, test_batches_of_the_size_that_is_asked_for, test_batches_of_256_if_nothing_is_said
# hint: It trains on the validation set
# also: 11 pictures in batches of 3
# also: 300 pictures in batches of 256
# also: is the metric passed on
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    train_dl, valid_dl = DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs)
    return Learner(DataLoaders(valid_dl, train_dl), model, loss_func=loss_func, opt_func=SGD)
