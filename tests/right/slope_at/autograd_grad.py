def slope_at(f, x):
    xt = torch.tensor(float(x), requires_grad=True)
    return torch.autograd.grad(f(xt), xt)[0]
