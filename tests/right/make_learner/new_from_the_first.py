def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    train_dl = DataLoader(train_dset, bs=bs)
    learn = Learner(DataLoaders(train_dl, train_dl.new(valid_dset)), model, loss_func=loss_func, metrics=AvgMetric(metric))
    learn.opt_func = SGD
    return learn
