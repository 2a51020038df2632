def slope_at(f, x):
    return torch.autograd.functional.jacobian(f, torch.tensor(x).float()).item()
