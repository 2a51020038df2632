# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: earlier places in it, and is rounded
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    slopes = []
    for place in places:
        x.data = torch.tensor(float(place))
        f(x).backward()
        slopes.append(round(x.grad.item(), 1))
    return slopes
