# fails: test_two_steps, test_generator_of_parameters
# hint: does step() zero the gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= p.grad * self.lr
            p.grad.zero_()

    def zero_grad(self):
        for p in self.params:
            p.grad = None
