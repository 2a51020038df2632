# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_more_than_two_parameters, train_model.test_trains_for_all_epochs, train_model.test_accuracy_after_each_epoch, train_model.test_trains_to_the_expected_accuracy
# hint: zero the gradients after the step
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        for p in params:
            p.grad.zero_()
            p.data -= lr * p.grad
