# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: doesn't depend on a tracked tensor
def slope_at(f, x):
    x = torch.tensor(float(x))
    y = f(x)
    y.backward()
    return x.grad
