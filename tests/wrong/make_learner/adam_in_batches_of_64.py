# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_as_many_epochs_as_are_asked_for, test_batches_of_the_size_that_is_asked_for, test_batches_of_256_if_nothing_is_said
# hint: opt_func=SGD
# also: 11 pictures in batches of 3
# also: 300 pictures in batches of 256
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    train_dl = DataLoader(train_dset, batch_size=64)
    valid_dl = DataLoader(valid_dset, batch_size=64)
    return Learner(DataLoaders(train_dl, valid_dl), model, loss_func=loss_func, metrics=metric)
