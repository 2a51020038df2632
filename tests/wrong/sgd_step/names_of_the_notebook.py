# fails: test_against_the_gradient, test_still_parameters
# hint: none of the arguments
def sgd_step(params, lr):
    w.data -= lr * w.grad
    b.data -= lr * b.grad
