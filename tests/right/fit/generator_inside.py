def fit(f, t, targs, params, lr, steps):
    def losses_on_the_way():
        for _ in range(steps):
            loss = mse(preds=f(t, params), targs=targs)
            loss.backward()
            yield loss.item()
            sgd_step(params=[params], lr=lr)
            zero_gradients(params=[params])

    return list(losses_on_the_way())
