# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_any_loader, test_steep_gradients, test_more_than_two_parameters
# hint: Every step used the first batch
def train_epoch(model, dl, lr, params):
    for step in range(len(dl)):
        xb, yb = next(iter(dl))
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= p.grad * lr
            p.grad.zero_()
