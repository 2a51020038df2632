# fails: test_losses_before_each_step
# hint: after each step
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        mse(f(t, params), targs).backward()
        sgd_step([params], lr)
        zero_gradients([params])
        losses.append(mse(f(t, params), targs).item())
    return losses
