# fails: test_against_the_gradient
# hint: divided by lr
def sgd_step(params, lr):
    for p in params:
        p.data -= p.grad / lr
