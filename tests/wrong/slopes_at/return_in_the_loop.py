# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: Does the return stand inside the loop?
def slopes_at(f, places):
    slopes = []
    for p in places:
        x = torch.tensor(p, requires_grad=True)
        f(x).backward()
        slopes.append(x.grad.item())
        return slopes
