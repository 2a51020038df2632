# fails: test_still_parameters
# hint: The gradient itself became the step
def sgd_step(params, lr):
    for p in params:
        p.grad = -lr * p.grad
        p.data += p.grad
