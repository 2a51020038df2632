# fails: test_against_the_gradient, test_still_parameters
# hint: uphill
# also: The gradient itself was multiplied by lr
def sgd_step(params, lr):
    for p in params:
        p.grad *= lr
        p.data += p.grad
