# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: None
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x.data = torch.tensor(float(p))
        out.append(f(x).backward())
    return out
