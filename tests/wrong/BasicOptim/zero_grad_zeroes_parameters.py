# fails: test_zero_grad_clears_every_gradient, test_new_gradients_after_zero_grad
# hint: zero_grad() set a parameter to zero
class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            p.data -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.data.zero_()
            p.grad = None
