def slope_at(f, x):
    seen = []
    place = torch.tensor(float(x), requires_grad=True)
    place.register_hook(seen.append)
    f(place).backward()
    return seen[-1].item()
