# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_batches_of_the_size_that_is_asked_for
# hint: come shuffled
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs, shuffle=True), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric)
