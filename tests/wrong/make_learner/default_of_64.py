# fails: test_batches_of_256_if_nothing_is_said
# hint: 300 pictures in batches of 256
# breaks: 256 if nothing is said
def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=64):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric)
