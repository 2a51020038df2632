def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    from torch.utils.data import DataLoader as TorchLoader
    dls = DataLoaders(TorchLoader(train_dset, batch_size=bs), TorchLoader(valid_dset, batch_size=bs))
    return Learner(dls, model, opt_func=SGD, loss_func=loss_func, metrics=metric)
