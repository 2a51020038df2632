# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_any_loader, test_steep_gradients, test_more_than_two_parameters
# hint: never zeroed, and the learning rate isn't used
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= p.grad
