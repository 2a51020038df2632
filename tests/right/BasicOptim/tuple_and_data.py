class BasicOptim:
    def __init__(self, params, lr):
        self.params = tuple(params)
        self.learning_rate = lr

    def step(self):
        for p in self.params:
            p.data = p.data - p.grad.data * self.learning_rate

    def zero_grad(self):
        for p in self.params:
            p.grad = torch.zeros_like(p)
