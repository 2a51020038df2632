class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.train_dl, self.valid_dl = train_dl, valid_dl
        self.model, self.loss_func, self.metric = model, loss_func, metric
        self.opt = torch.optim.SGD(model.parameters(), lr=lr)
        self.accuracies = []

    def train(self):
        self.model.train()
        for xb, yb in self.train_dl:
            self.opt.zero_grad()
            loss = self.loss_func(self.model(xb), yb)
            loss.backward()
            self.opt.step()

    def validate(self):
        self.model.eval()
        total, count = 0.0, 0
        with torch.no_grad():
            for count, (xb, yb) in enumerate(self.valid_dl, 1):
                total += self.metric(self.model(xb), yb)
        return total / count

    def fit(self, epochs):
        for epoch in range(epochs):
            self.train()
            self.accuracies.append(self.validate())
            print(f"{epoch}: {self.accuracies[-1]:.4f}")
