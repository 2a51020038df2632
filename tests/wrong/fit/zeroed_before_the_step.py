# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: clear the gradient only after the step
# also: and let the parameters move
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        losses.append(loss.item())
        params.grad.zero_()
        params.data -= lr * params.grad
    return losses
