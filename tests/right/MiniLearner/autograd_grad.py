class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.accuracies = []

    def fit(self, epochs):
        for _ in range(epochs):
            self.model.train(True)
            for xb, yb in self.train_dl:
                grads = torch.autograd.grad(self.loss_func(self.model(xb), yb), list(self.model.parameters()))
                with torch.no_grad():
                    for p, g in zip(self.model.parameters(), grads):
                        p -= self.lr * g
            self.model.train(False)
            with torch.inference_mode():
                self.accuracies.append(torch.stack([self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]).mean())
