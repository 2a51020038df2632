# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_batches_of_the_size_that_is_asked_for, test_batches_of_256_if_nothing_is_said
# hint: come shuffled
# breaks: Batches come in the order of the dataset, not shuffled, the short last one too
# also: 11 pictures in batches of 3
# also: 300 pictures in batches of 256
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders.from_dsets(train_dset, valid_dset, bs=bs)
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric)
