# fails: test_one_slope_for_each_weight, test_by_autograd, test_fresh_every_time, test_weights_stay
# hint: list
def gradient_at(f, weights):
    w = weights.detach().clone().requires_grad_()
    f(w).backward()
    return [g for g in w.grad]
