# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_any_loader, test_steep_gradients
# hint: need only be called
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        model.zero_grad()
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= p.grad * lr
