def slope_at(f, x):
    xt = tensor(x).float().requires_grad_()
    y = f(xt)
    y.backward()
    return xt.grad
