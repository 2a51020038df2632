# fails: test_trains_the_model, test_accuracies_after_each_epoch, test_many_epochs, test_any_loader
# hint: momentum
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
        self.accuracies = []

    def fit(self, epochs):
        for _ in range(epochs):
            self.model.train()
            for xb, yb in self.train_dl:
                self.opt.zero_grad()
                self.loss_func(self.model(xb), yb).backward()
                self.opt.step()
            self.model.eval()
            with torch.no_grad():
                found = [self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]
            self.accuracies.append(torch.stack(found).mean().item())
