# fails: test_step_goes_against_the_gradient, test_still_parameters, test_two_steps, test_generator_of_parameters, test_zero_grad_clears_every_gradient, test_new_gradients_after_zero_grad, test_each_optimizer_has_its_own
# hint: takes no arguments
# also: It is called as the exercise has it
class BasicOptim:
    def _init_(self, params, lr):
        self.params, self.lr = list(params), lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = None
