# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: doesn't depend on a tracked tensor
def slope_at(f, x):
    xt = torch.tensor(float(x))
    y = f(xt)
    xt.requires_grad_()
    y.backward()
    return xt.grad
