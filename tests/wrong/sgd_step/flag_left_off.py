# fails: test_still_parameters
# hint: no longer asks for a gradient
def sgd_step(params, lr):
    for p in params:
        p.requires_grad_(False)
        p -= lr * p.grad
