# fails: test_step_goes_against_the_gradient, test_two_steps, test_generator_of_parameters, test_zero_grad_clears_every_gradient, test_new_gradients_after_zero_grad, test_each_optimizer_has_its_own
# hint: uphill
# also: A gradient is still there
class BasicOptim:
    def __init__(self, params, lr):
        self.params = list(params)
        self.lr = lr

    def step(self):
        for p in self.params:
            p.data += p.grad * self.lr

    def zero_grad(self):
        for p in self.params:
            p = None
