def slope_at(f, x):
    return torch.func.grad(f)(torch.tensor(float(x)))
