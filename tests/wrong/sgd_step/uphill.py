# fails: test_against_the_gradient
# hint: uphill
def sgd_step(params, lr):
    for p in params:
        p.data += lr * p.grad
