# fails: test_each_optimizer_has_its_own
# hint: another optimizer
# breaks: Each optimizer has its own
class BasicOptim:
    def __init__(self, params, lr):
        BasicOptim.params = list(params)
        BasicOptim.lr = lr

    def step(self):
        for p in self.params:
            p.data -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
