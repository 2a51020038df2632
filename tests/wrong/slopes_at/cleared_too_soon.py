# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: take the slope before the gradient is cleared
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x.data = torch.tensor(p)
        f(x).backward()
        x.grad.zero_()
        out.append(x.grad.item())
    return out
