# fails: test_learning_rate_and_number_of_steps
# hint: 3 steps have 3 losses
# breaks: take `steps` steps
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        if losses and loss.item() > losses[-1]:
            break
        loss.backward()
        losses.append(loss.item())
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
