# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: does lr stay the same from the first step to the last
# breaks: the same for every step
def fit(f, t, targs, params, lr, steps):
    losses = []
    for step in range(steps):
        loss = mse(f(t, params), targs)
        losses.append(loss.item())
        loss.backward()
        sgd_step([params], lr if step < 3 else lr / 10)
        zero_gradients([params])
    return losses
