# fails: test_whole_number_as_place
# hint: make them floats first
def slope_at(f, x):
    xt = torch.tensor(x).requires_grad_()
    f(xt).backward()
    return xt.grad
