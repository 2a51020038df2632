# fails: test_against_the_gradient
# hint: uphill, and the learning rate isn't used
def sgd_step(params, lr):
    for p in params:
        p.data += p.grad
