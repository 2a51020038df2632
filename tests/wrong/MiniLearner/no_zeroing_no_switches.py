# fails: test_trains_the_model, test_accuracies_after_each_epoch, test_many_epochs, test_any_loader, test_train_and_eval
# hint: The gradients aren't zeroed
# also: Dropout was off while training
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.accuracies = []

    def fit(self, epochs):
        for _ in range(epochs):
            for xb, yb in self.train_dl:
                self.loss_func(self.model(xb), yb).backward()
                with torch.no_grad():
                    for p in self.model.parameters():
                        p -= p.grad * self.lr
            with torch.no_grad():
                found = [self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]
            self.accuracies.append(torch.stack(found).mean().item())
