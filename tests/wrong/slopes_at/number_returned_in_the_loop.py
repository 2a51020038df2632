# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: came back is a float
def slopes_at(f, places):
    for place in places:
        x = torch.tensor(float(place)).requires_grad_()
        f(x).backward()
        return x.grad.item()
