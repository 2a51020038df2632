# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: aren't cleared
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        mse(f(t, params), targs).backward()
        sgd_step([params], lr)
        losses.append(mse(f(t, params), targs).item())
    return losses
