class Optimizer:
    def __init__(self, params, **hypers):
        self._params = [*params]
        self.hypers = hypers

    @property
    def lr(self):
        return self.hypers["lr"]

    def step(self, *args, **kwargs):
        with torch.no_grad():
            for p in self._params:
                self.one_step(p)

    def zero_grad(self, *args, **kwargs):
        for p in self._params:
            del p.grad


class BasicOptim(Optimizer):
    def __init__(self, params, lr):
        super().__init__(params, lr=lr)

    def one_step(self, p):
        p.copy_(torch.sub(p, p.grad, alpha=self.lr))
