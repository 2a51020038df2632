# fails: test_against_the_gradient, test_still_parameters
# hint: unpack
# breaks: Move every parameter
def sgd_step(params, lr):
    weights, bias = params
    weights.data -= lr * weights.grad
    bias.data -= lr * bias.grad
