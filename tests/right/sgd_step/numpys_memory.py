def sgd_step(params, lr):
    for p in params:
        a = p.detach().numpy()
        a -= lr * p.grad.numpy()
