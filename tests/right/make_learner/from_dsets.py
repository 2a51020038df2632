def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders.from_dsets(train_dset, valid_dset, bs=bs, shuffle=False, drop_last=False)
    return Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=metric)
