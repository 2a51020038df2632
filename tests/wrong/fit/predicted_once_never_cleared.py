# fails: test_parameters_after_the_steps, test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: before the loop, and the gradients are never cleared
# also: The loss stays the same
# also: nearer or farther than lr and steps say
def fit(f, t, targs, params, lr, steps):
    losses = []
    loss = mse(f(t, params), targs)
    for _ in range(steps):
        loss.backward(retain_graph=True)
        sgd_step([params], lr)
        losses.append(loss.item())
    return losses
