# fails: test_trains_like_the_loop, test_validates_on_the_validation_set, test_as_many_epochs_as_are_asked_for
# hint: It trains with mnist_loss
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func=mnist_loss, opt_func=SGD, metrics=batch_accuracy)
