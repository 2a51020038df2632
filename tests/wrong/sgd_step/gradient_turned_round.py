# fails: test_still_parameters
# hint: gradient after the step
def sgd_step(params, lr):
    for p in params:
        p.grad = -lr * p.grad
        p.data += p.grad
