# fails: test_two_steps, test_generator_of_parameters
# hint: does step() zero the gradients
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        with torch.no_grad():
            for p in self.params:
                p -= self.lr * p.grad
                p.grad.zero_()

    def zero_grad(self):
        pass
