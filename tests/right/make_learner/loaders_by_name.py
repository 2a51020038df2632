def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    train_dl = DataLoader(train_dset, bs=bs, shuffle=False)
    valid_dl = DataLoader(valid_dset, bs=bs)
    dls = DataLoaders(train_dl, valid_dl)
    learn = Learner(dls, model, loss_func=loss_func, opt_func=SGD, metrics=[metric])
    return learn
