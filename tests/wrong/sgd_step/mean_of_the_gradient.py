# fails: test_against_the_gradient
# hint: each number of a parameter has a slope of its own
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad.mean()
