class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.__dict__.update(train_dl=train_dl, valid_dl=valid_dl, model=model, loss_func=loss_func, lr=lr, metric=metric)
        self.accuracies = []

    def fit(self, epochs):
        if not epochs:
            return self
        self.model.train()
        for xb, yb in self.train_dl:
            self.model.zero_grad()
            self.loss_func(self.model(xb), yb).backward()
            for p in self.model.parameters():
                if p.requires_grad and p.grad is not None:
                    p.data.add_(-self.lr * p.grad)
        self.model.zero_grad()
        self.model.eval()
        with torch.no_grad():
            mean = torch.tensor([self.metric(self.model(xb), yb) for xb, yb in self.valid_dl], dtype=torch.double).mean()
        self.accuracies = self.accuracies + [mean]
        return self.fit(epochs - 1)
