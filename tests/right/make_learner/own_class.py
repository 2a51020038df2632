class PlainLearner(Learner):
    def __init__(self, dls, model, loss_func, metrics):
        super().__init__(dls, model, loss_func, opt_func=partial(SGD, mom=0.0, wd=0.0), metrics=metrics, wd=0)


def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    def loader(dset):
        return DataLoader(dset, batch_size=bs, shuffle=False, drop_last=False)
    return PlainLearner(DataLoaders(*map(loader, [train_dset, valid_dset])), model, loss_func, L(metric))
