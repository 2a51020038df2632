# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_as_many_epochs_as_are_asked_for
# hint: The weights after
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric, cbs=GradientClip(0.1))
