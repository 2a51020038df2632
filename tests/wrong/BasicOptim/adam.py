# fails: test_step_goes_against_the_gradient, test_two_steps, test_generator_of_parameters, test_zero_grad_clears_every_gradient, test_new_gradients_after_zero_grad, test_each_optimizer_has_its_own
# hint: Adam
class BasicOptim:
    def __init__(self, params, lr):
        self.opt = torch.optim.Adam(params, lr=lr)

    def step(self):
        self.opt.step()

    def zero_grad(self):
        self.opt.zero_grad()
