# fails: test_slope_of_a_polynomial
# hint: Where the curve falls the slope is negative
def slope_at(f, x):
    x = torch.tensor(float(x), requires_grad=True)
    f(x).backward()
    return abs(x.grad.item())
