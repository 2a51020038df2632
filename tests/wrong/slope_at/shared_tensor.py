# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: The second answer has the first one in it
_xt = torch.tensor(0.0).requires_grad_()

def slope_at(f, x):
    _xt.data = torch.tensor(float(x))
    f(_xt).backward()
    return _xt.grad.item()
