# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: `requires_grad_()` is the tensor
# also: What backward() is called on doesn't depend on a tracked tensor
def slope_at(f, x):
    xt = torch.tensor(float(x)).requires_grad
    f(xt).backward()
    return xt.grad
