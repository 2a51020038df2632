# fails: test_losses_before_each_step
# hint: This is rounded
# breaks: which aren't rounded
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        losses.append(round(loss.item(), 2))
        loss.backward()
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
