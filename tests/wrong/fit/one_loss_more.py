# fails: test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: 7 came back
# also: 3 steps have 3 losses
def fit(f, t, targs, params, lr, steps):
    losses = [mse(f(t, params), targs).item()]
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        sgd_step([params], lr)
        zero_gradients([params])
        losses.append(mse(f(t, params), targs).item())
    return losses
