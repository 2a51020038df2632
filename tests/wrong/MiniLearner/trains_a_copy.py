# fails: test_trains_the_model, test_many_epochs, test_any_loader, test_accuracies_after_each_epoch
# hint: haven't moved
import copy


class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.model = copy.deepcopy(model)
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
                found = [self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]
            self.accuracies.append(torch.stack(found).mean().item())
