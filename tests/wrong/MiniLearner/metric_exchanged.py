# fails: test_accuracies_after_each_epoch, test_many_epochs, test_any_loader
# hint: The metric takes the predictions first
# breaks: take (predictions, targets), in this order
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.train_dl, self.valid_dl, self.model, self.loss_func, self.lr, self.metric = train_dl, valid_dl, model, loss_func, lr, metric
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
            with torch.no_grad():
                found = [self.metric(yb, self.model(xb)) for xb, yb in self.valid_dl]
            self.accuracies += [sum(found) / len(found)]
