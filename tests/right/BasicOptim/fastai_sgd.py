class BasicOptim:
    def __init__(self, params, lr):
        self.opt = SGD(list(params), lr=lr)

    def step(self): self.opt.step()
    def zero_grad(self): self.opt.zero_grad()
