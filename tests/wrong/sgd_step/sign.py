# fails: test_against_the_gradient
# hint: sign of the gradient
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad.sign()
