# fails: test_parameters_after_the_steps, test_learning_rate_and_number_of_steps
# hint: haven't moved
def fit(f, t, targs, params, lr, steps):
    losses = []
    for _ in range(steps):
        loss = mse(f(t, params), targs)
        losses.append(loss.item())
        loss.backward()
        params = (params - lr * params.grad).detach().requires_grad_()
    return losses
