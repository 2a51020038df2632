# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: since x.grad itself is what zero_() makes 0
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x.data = torch.tensor(p)
        f(x).backward()
        out.append(x.grad)
        x.grad.zero_()
    return out
