# fails: test_against_the_gradient
# hint: every one in place
# breaks: Move every parameter
def sgd_step(params, lr):
    p = params[0]
    p.data -= lr * p.grad
