# fails: test_against_the_gradient
# hint: in place
def sgd_step(params, lr):
    for p in params:
        p = p - lr * p.grad
