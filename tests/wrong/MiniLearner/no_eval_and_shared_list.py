# fails: test_accuracies_after_each_epoch, test_many_epochs, test_any_loader, test_validation_is_not_recorded, test_train_and_eval
# hint: Is the list made in __init__
# also: there should be eight numbers
# also: eval() before it
# also: there should be 12 numbers
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric, accuracies=[]):
        store_attr()

    def fit(self, epochs):
        for _ in range(epochs):
            self.model.train()
            for xb, yb in self.train_dl:
                self.loss_func(self.model(xb), yb).backward()
                for p in self.model.parameters():
                    p.data -= p.grad * self.lr
                    p.grad = None
            with torch.no_grad():
                found = [self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]
            self.accuracies.append(torch.stack(found).mean().item())
