def slopes_at(f, places):
    x = torch.tensor(0.0, dtype=torch.float64).requires_grad_()
    so_far, slopes = 0.0, []
    for place in places:
        x.data.fill_(place)
        f(x).backward()
        slopes.append(x.grad.item() - so_far)
        so_far = x.grad.item()
    return slopes
