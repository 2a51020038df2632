# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: after it was cleared
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        losses.append(loss.item())
        zero_gradients([params])
        sgd_step([params], lr)
    return losses
