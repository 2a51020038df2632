# fails: test_two_steps, test_generator_of_parameters, test_new_gradients_after_zero_grad
# hint: momentum
# breaks: Plain gradient descent for the given parameters
class BasicOptim:
    def __init__(self, params, lr, mom=0.9):
        self.params, self.lr, self.mom = list(params), lr, mom
        self.speed = [torch.zeros_like(p) for p in self.params]

    def step(self):
        for p, v in zip(self.params, self.speed):
            v.mul_(self.mom).add_(p.grad)
            p.data -= self.lr * v

    def zero_grad(self):
        for p in self.params:
            p.grad = None
