class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        self.loaders = {"train": train_dl, "valid": valid_dl}
        self.model, self.loss_func, self.lr, self.metric = model, loss_func, lr, metric
        self.opt = SGD(list(model.parameters()), lr=lr)
        self.history = {"train": [], "valid": []}

    @property
    def accuracies(self):
        return self.history["valid"]

    def run(self, phase):
        training = phase == "train"
        self.model.train(training)
        found = []
        with torch.set_grad_enabled(training):
            for xb, yb in self.loaders[phase]:
                predictions = self.model(xb)
                found.append(self.metric(predictions, yb).detach())
                if training:
                    self.loss_func(predictions, yb).backward()
                    self.opt.step()
                    self.opt.zero_grad()
        self.history[phase].append(torch.stack(found).mean().item())

    def fit(self, epochs):
        for _ in range(epochs):
            for phase in self.loaders:
                self.run(phase)
