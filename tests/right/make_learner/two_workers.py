def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    train_dl = DataLoader(train_dset, bs=bs, num_workers=2)
    valid_dl = DataLoader(valid_dset, bs=bs, num_workers=2)
    return Learner(DataLoaders(train_dl, valid_dl), model, loss_func=loss_func, opt_func=SGD, metrics=metric)
