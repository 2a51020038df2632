class BasicOptim:
    __slots__ = ("p", "lr")

    def __init__(self, params, lr):
        self.p = dict(enumerate(params))
        self.lr = lr

    def step(self):
        new = {i: p.detach() - self.lr * p.grad for i, p in self.p.items()}
        for i in new: self.p[i].data[...] = new[i]

    def zero_grad(self):
        for p in self.p.values():
            if p.grad is not None: p.grad = p.grad * 0
