def sgd_step(params, lr):
    for i in range(len(params)):
        params[i].data = params[i].data - params[i].grad.data * lr
