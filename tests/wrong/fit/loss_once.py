# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: inside the loop
def fit(f, t, targs, params, lr, steps):
    losses = []
    loss = mse(f(t, params), targs)
    for _ in range(steps):
        losses.append(loss.item())
        loss.backward()
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
