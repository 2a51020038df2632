# fails: test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: list of losses
def fit(f, t, targs, params, lr, steps):
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        sgd_step([params], lr)
        zero_gradients([params])
    return loss.item()
