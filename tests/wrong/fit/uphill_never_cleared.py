# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: uphill, and the gradients aren't cleared
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        losses.append(loss.item())
        loss.backward()
        params.data += lr * params.grad
    return losses
