# fails: test_one_slope_for_each_weight, test_by_autograd, test_fresh_every_time, test_weights_stay
# hint: worked out twice
# also: work on a fresh copy
def gradient_at(f, weights):
    weights.requires_grad_()
    f(weights).backward()
    f(weights).backward()
    return weights.grad
