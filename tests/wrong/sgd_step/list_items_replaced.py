# fails: test_against_the_gradient
# hint: hasn't moved
def sgd_step(params, lr):
    for i in range(len(params)):
        params[i] = params[i] - lr * params[i].grad
