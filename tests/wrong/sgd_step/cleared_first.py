# fails: test_against_the_gradient
# hint: hasn't moved
def sgd_step(params, lr):
    for p in params:
        p.grad.zero_()
        p.data -= lr * p.grad
