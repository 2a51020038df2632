from torch.utils.data import TensorDataset


def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    loaders = []
    for dset in (train_dset, valid_dset):
        xs, ys = zip(*dset)
        loaders.append(DataLoader(TensorDataset(torch.stack(xs), torch.stack(ys)), bs=bs))
    def sgd(params, lr, **kwargs):
        return OptimWrapper(params, torch.optim.SGD, lr=lr)
    return Learner(DataLoaders(*loaders), model, loss_func=loss_func, opt_func=sgd, metrics=metric)
