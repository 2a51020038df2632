# fails: test_against_the_gradient
# hint: became the step
def sgd_step(params, lr):
    for p in params:
        p.data = -lr * p.grad
