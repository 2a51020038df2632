# fails: test_slope_of_a_polynomial, test_whole_number_as_place, test_fresh_every_time
# hint: slope at 0, not at x
def slope_at(f, x):
    xt = torch.tensor(0.0).requires_grad_()
    f(xt).backward()
    return xt.grad
