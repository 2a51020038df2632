# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: the loss is their mean (mse)
# breaks: make mse(f(t, params), targs) smaller
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = ((f(t, params) - targs) ** 2).sum()
        loss.backward()
        losses.append(loss.item())
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
