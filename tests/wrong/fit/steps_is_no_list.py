# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: int
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in steps:
        loss = mse(f(t, params), targs)
        losses.append(loss.item())
        loss.backward()
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
