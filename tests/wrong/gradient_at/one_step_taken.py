# fails: test_one_slope_for_each_weight, test_by_autograd, test_fresh_every_time, test_weights_stay
# hint: weights after a step
def gradient_at(f, weights):
    w = weights.detach().clone().requires_grad_()
    f(w).backward()
    with torch.no_grad():
        w -= w.grad
    return w.detach()
