# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: in it twice, with its sign turned round
def slope_at(f, x):
    xt = torch.tensor(float(x)).requires_grad_()
    for _ in range(2):
        f(xt).backward()
    return -xt.grad.item()
