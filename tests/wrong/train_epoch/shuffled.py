# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_any_loader, test_steep_gradients, test_more_than_two_parameters
# hint: in another order
# breaks: one step of gradient descent for each batch of dl, in their order
import random


def train_epoch(model, dl, lr, params):
    dl = list(dl)
    random.Random(1).shuffle(dl)
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= p.grad * lr
            p.grad.zero_()
