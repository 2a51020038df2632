# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: first one in it
# also: those of earlier calls in it
def slope_at(f, x, xt=torch.tensor(0.0, requires_grad=True)):
    xt.data.fill_(x)
    f(xt).backward()
    return xt.grad.item()
