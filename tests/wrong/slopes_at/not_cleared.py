# fails: test_each_place_has_its_own_slope, test_by_autograd
# hint: clear the gradient
def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    out = []
    for p in places:
        x.data = torch.tensor(float(p))
        f(x).backward()
        out.append(x.grad.item())
    return out
