# fails: test_still_parameters
# hint: clearing them is another exercise
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad
        p.grad = None
