def slopes_at(f, places):
    if len(places) == 0:
        return []
    x = torch.tensor(places, dtype=torch.float32, requires_grad=True)
    torch.stack([f(place) for place in x]).sum().backward()
    return x.grad.tolist()
