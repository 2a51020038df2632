def slopes_at(f, places: list[float]) -> list[float]:
    x, slopes = torch.zeros((), requires_grad=True), []
    for place in places:
        if x.grad is not None:
            x.grad.zero_()
        with torch.no_grad():
            x.fill_(place)
        f(x).backward()
        slopes.append(x.grad.clone())
    return slopes
