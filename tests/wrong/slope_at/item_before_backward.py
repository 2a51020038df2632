# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: A plain number knows nothing of gradients
def slope_at(f, x):
    xt = torch.tensor(float(x)).requires_grad_()
    y = f(xt).item()
    y.backward()
    return xt.grad
