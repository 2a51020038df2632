# fails: test_against_the_gradient
# hint: in place
def sgd_step(params, lr):
    return [p - lr * p.grad for p in params]
