# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: All slopes are those at 0
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    slopes = []
    for place in places:
        f(x).backward()
        slopes.append(x.grad.item())
    return slopes
