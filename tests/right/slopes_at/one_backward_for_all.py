def slopes_at(f, places):
    xs = [torch.tensor(p, requires_grad=True) for p in places]
    if not xs:
        return []
    sum(f(x) for x in xs).backward()
    return [x.grad.item() for x in xs]
