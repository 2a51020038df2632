# fails: test_against_the_gradient, test_still_parameters
# hint: PyTorch is recording, and refuses to change a parameter meanwhile
def sgd_step(params, lr):
    for p in params:
        p -= lr * p.grad
