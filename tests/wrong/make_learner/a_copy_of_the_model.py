# fails: test_trains_like_the_loop, test_as_many_epochs_as_are_asked_for
# hint: does the Learner get the model that was passed in
import copy


def make_learner(train_dset, valid_dset, model, loss_func, metric, bs=256):
    dls = DataLoaders(DataLoader(train_dset, batch_size=bs), DataLoader(valid_dset, batch_size=bs))
    return Learner(dls, copy.deepcopy(model), loss_func=loss_func, opt_func=SGD, metrics=metric)
