# fails: test_each_place_has_its_own_slope, test_by_autograd
# hint: All slopes are the same, the sum of all
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    slopes = []
    for place in places:
        x.data = torch.tensor(float(place))
        f(x).backward()
        slopes.append(x.grad)
    return slopes
