def slopes_at(f, places):
    x = torch.tensor(0.).requires_grad_()
    slopes = []
    for place in places:
        x.data = torch.tensor(float(place))
        f(x).backward()
        slopes.append(x.grad.item())
        x.grad = None
    return slopes
