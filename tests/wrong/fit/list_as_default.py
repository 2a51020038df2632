# fails: test_losses_before_each_step, test_learning_rate_and_number_of_steps
# hint: 6 steps have 6 losses
# breaks: a new list of `steps` numbers
# also: 3 steps have 3 losses
def fit(f, t, targs, params, lr, steps, losses=[]):
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        losses.append(loss.item())
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
