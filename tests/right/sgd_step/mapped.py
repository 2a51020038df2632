def sgd_step(params, lr):
    def step(p):
        p.data.sub_(p.grad.data.mul(lr))
        return p

    return list(map(step, params))
