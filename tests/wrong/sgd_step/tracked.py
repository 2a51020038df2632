# fails: test_against_the_gradient, test_still_parameters
# hint: 
def sgd_step(params, lr):
    for p in params:
        p -= lr * p.grad
