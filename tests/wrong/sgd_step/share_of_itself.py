# fails: test_against_the_gradient
# hint: lr times the parameter itself
def sgd_step(params, lr):
    for p in params:
        p.data -= lr * p.data
