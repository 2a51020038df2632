# fails: test_accuracies_after_each_epoch, test_many_epochs, test_any_loader, test_validation_is_not_recorded, test_train_and_eval
# hint: does append() stand outside the loop
# also: there are 1
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.train_dl, self.valid_dl, self.model = train_dl, valid_dl, model
        self.loss_func, self.lr, self.metric = loss_func, lr, metric
        self.accuracies = []

    def fit(self, epochs):
        for _ in range(epochs):
            self.model.train()
            for xb, yb in self.train_dl:
                self.loss_func(self.model(xb), yb).backward()
                for p in self.model.parameters():
                    p.data -= p.grad * self.lr
                    p.grad = None
        self.model.eval()
        right = n = 0
        with torch.no_grad():
            for xb, yb in self.valid_dl:
                right += self.metric(self.model(xb), yb) * len(xb)
                n += len(xb)
        self.accuracies.append(float(right / n))
