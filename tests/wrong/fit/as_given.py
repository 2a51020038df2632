# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: the gradients are never cleared, and the steps go uphill
# also: The loss stays the same
def fit(f, t, targs, params, lr, steps):
    losses = []
    loss = mse(f(t, params), targs)
    for _ in range(steps):
        loss.backward(retain_graph=True)
        params.data += lr * params.grad
        losses.append(loss.item())
    return losses
