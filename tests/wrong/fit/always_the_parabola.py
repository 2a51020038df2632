# fails: test_learning_rate_and_number_of_steps
# hint: predict with f, which is passed in
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(parabola(t, params), targs)
        loss.backward()
        losses.append(loss.item())
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
