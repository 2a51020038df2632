# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: on their sum
def slopes_at(f, places):
    x = torch.tensor(places).requires_grad_()
    f(x).backward()
    return x.grad.tolist()
