# fails: test_each_place_has_its_own_slope, test_one_place_and_none
# hint: at the place before
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    slopes = []
    for place in places:
        f(x).backward()
        slopes.append(x.grad.item())
        x.grad = None
        x.data = torch.tensor(float(place))
    return slopes
