class BasicOptim:
    def __init__(self, params, lr):
        self.inner = torch.optim.SGD(params, lr=lr)

    def step(self):
        self.inner.step()

    def zero_grad(self):
        self.inner.zero_grad()
