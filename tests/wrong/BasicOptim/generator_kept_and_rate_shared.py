# fails: test_generator_of_parameters, test_each_optimizer_has_its_own
# hint: empty after one pass
# also: store them in self
class BasicOptim:
    def __init__(self, params, lr):
        self.params = params
        BasicOptim.lr = lr

    def step(self):
        for p in self.params:
            p.data -= p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p.grad = None
