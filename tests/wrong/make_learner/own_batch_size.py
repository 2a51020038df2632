# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_batches_of_the_size_that_is_asked_for, test_batches_of_256_if_nothing_is_said
# hint: batch size
# also: 11 pictures in batches of 3 give
# also: 300 pictures in batches of 256 give
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=64), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, opt_func=SGD, loss_func=loss_func, metrics=metric)
