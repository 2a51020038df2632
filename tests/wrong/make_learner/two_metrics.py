# fails: test_validates_on_the_validation_set
# hint: two losses and one metric
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=[loss_func, metric])
