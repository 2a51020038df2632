from dataclasses import dataclass, field


@dataclass
class MiniLearner:
    train_dl: object
    valid_dl: object
    model: nn.Module
    loss_func: Callable
    lr: float
    metric: Callable
    accuracies: list = field(default_factory=list)

    def fit(self, epochs):
        params = list(self.model.parameters())
        for _ in range(epochs):
            self.model.train()
            for xb, yb in self.train_dl:
                loss = self.loss_func(self.model(xb), yb)
                loss.backward()
                with torch.no_grad():
                    for p in params:
                        p.add_(p.grad, alpha=-self.lr)
                        p.grad = None
            self.model.eval()
            with torch.no_grad():
                figures = [float(self.metric(self.model(xb), yb)) for xb, yb in self.valid_dl]
            self.accuracies.append(np.mean(figures))
