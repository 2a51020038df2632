# fails: test_two_steps, test_generator_of_parameters, test_new_gradients_after_zero_grad
# hint: The second step is shorter
# breaks: Take lr times its gradient from every parameter
class BasicOptim:
    def __init__(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad
        self.lr *= 0.99

    def zero_grad(self):
        for p in self.params:
            p.grad = None
