# fails: test_parameters_after_the_steps, test_learning_rate_and_number_of_steps
# hint: haven't moved
def fit(f, t, targs, params, lr, steps):
    params = params.detach().clone().requires_grad_()
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        loss.backward()
        losses.append(loss.item())
        sgd_step([params], lr)
        zero_gradients([params])
    return losses
