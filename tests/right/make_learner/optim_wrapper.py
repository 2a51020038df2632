def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, bs), DataLoader(valid_dset, bs))
    opt_func = partial(OptimWrapper, opt=torch.optim.SGD)
    return Learner(dls, model, loss_func, opt_func=opt_func, metrics=metric)
