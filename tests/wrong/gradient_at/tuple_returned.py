# fails: test_one_slope_for_each_weight, test_by_autograd, test_fresh_every_time, test_weights_stay
# hint: is a tuple
def gradient_at(f, weights):
    w = weights.clone().requires_grad_()
    return torch.autograd.grad(f(w), w)
