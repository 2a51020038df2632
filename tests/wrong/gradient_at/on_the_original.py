# fails: test_weights_stay
# hint: first one in it
def gradient_at(f, weights):
    weights.requires_grad_()
    f(weights).backward()
    return weights.grad
