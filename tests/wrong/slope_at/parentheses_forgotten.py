# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: needs its parentheses to run
def slope_at(f, x):
    x = torch.tensor(float(x), requires_grad=True)
    f(x).backward
    return x.grad
