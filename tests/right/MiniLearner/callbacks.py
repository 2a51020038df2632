class Callback_:
    def __init__(self, learn): self.learn = learn
    def before(self, training): pass
    def after(self): pass


class SwitchModes(Callback_):
    def before(self, training):
        (self.learn.model.train if training else self.learn.model.eval)()


class KeepFigures(Callback_):
    def after(self):
        self.learn.accuracies.append(sum(self.learn.figures) / len(self.learn.figures))


class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.accuracies, self.cbs = [], [SwitchModes(self), KeepFigures(self)]

    def step(self):
        for name, p in self.model.named_parameters():
            p.data = p.data.sub(p.grad, alpha=self.lr)
        self.model.zero_grad()

    def fit(self, epochs):
        while epochs > 0:
            for cb in self.cbs: cb.before(training=True)
            for batch in self.train_dl:
                x, y = batch
                self.loss_func(self.model(x), y).backward()
                self.step()
            for cb in self.cbs: cb.before(training=False)
            self.figures = []
            with torch.no_grad():
                for x, y in self.valid_dl:
                    self.figures.append(self.metric(self.model(x), y).item())
            for cb in self.cbs: cb.after()
            epochs -= 1
