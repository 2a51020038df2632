# fails: test_still_parameters
# hint: no longer asks for gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.requires_grad_(False)
            p -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
