# fails: test_each_place_has_its_own_slope, test_one_place_and_none
# hint: All slopes are that at 0
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x = torch.tensor(0.).requires_grad_()
        f(x).backward()
        out.append(x.grad.item())
    return out
