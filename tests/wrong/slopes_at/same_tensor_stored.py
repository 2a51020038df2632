# fails: test_each_place_has_its_own_slope
# hint: last place
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x.data = torch.tensor(float(p))
        if x.grad is not None: x.grad.zero_()
        f(x).backward()
        out.append(x.grad)
    return out
