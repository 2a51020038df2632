# fails: test_accuracies_after_each_epoch, test_many_epochs, test_any_loader
# hint: means over the pictures
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.learn = Learner(DataLoaders(train_dl, valid_dl), model, loss_func, opt_func=SGD, lr=lr, metrics=metric)
        self.accuracies = []

    def fit(self, epochs):
        with self.learn.no_bar(), self.learn.no_logging():
            self.learn.fit(epochs)
        self.accuracies += [row[2] for row in self.learn.recorder.values]
