class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.accuracies = []

    def one_batch(self, xb, yb):
        loss = self.loss_func(self.model(xb), yb)
        loss.backward()
        with torch.no_grad():
            for p in self.model.parameters():
                p -= self.lr * p.grad
                p.grad.zero_()

    def one_epoch(self):
        self.model.train()
        for batch in self.train_dl:
            self.one_batch(*batch)

    @torch.no_grad()
    def validate(self):
        self.model.eval()
        accs = [float(self.metric(self.model(xb), yb)) for xb, yb in self.valid_dl]
        return sum(accs) / len(accs)

    def fit(self, epochs):
        for _ in range(epochs):
            self.one_epoch()
            self.accuracies.append(self.validate())
