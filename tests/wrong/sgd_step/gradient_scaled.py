# fails: test_still_parameters
# hint: The gradient itself was multiplied by lr
def sgd_step(params, lr):
    for p in params:
        p.grad *= lr
        p.data -= p.grad
