def slopes_at(f, places):
    def go():
        for p in places:
            x = torch.tensor(p, requires_grad=True)
            f(x).backward()
            yield x.grad.item()
    return [*go()]
