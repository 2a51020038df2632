# fails: test_against_the_gradient, test_still_parameters
# hint: the loss, and not from a parameter
def sgd_step(params, lr):
    for p in params:
        p.backward()
        p.data -= lr * p.grad
