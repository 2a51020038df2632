# fails: test_against_the_gradient
# hint: The step was taken twice
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.grad
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
