# fails: test_generator_of_parameters, test_zero_grad_clears_every_gradient, test_new_gradients_after_zero_grad
# hint: assigned grad
class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            p.data -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = 0
