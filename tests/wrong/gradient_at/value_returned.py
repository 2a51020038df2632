# fails: test_one_slope_for_each_weight, test_by_autograd, test_fresh_every_time, test_weights_stay
# hint: One number came back
def gradient_at(f, weights):
    w = weights.detach().clone().requires_grad_()
    loss = f(w)
    loss.backward()
    return loss
