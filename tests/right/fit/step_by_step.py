def fit(f, t, targs, params, lr, steps):
    def step():
        loss = mse(f(t, params), targs)
        zero_gradients([params])
        loss.backward()
        sgd_step([params], lr)
        return float(loss)

    return [step() for _ in range(steps)]
