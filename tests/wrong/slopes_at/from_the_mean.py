# fails: test_each_place_has_its_own_slope, test_by_autograd
# hint: the shape is right, the values are not
def slopes_at(f, places):
    x = torch.tensor(places).requires_grad_()
    f(x).mean().backward()
    return x.grad.tolist()
