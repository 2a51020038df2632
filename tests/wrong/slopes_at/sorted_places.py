# fails: test_each_place_has_its_own_slope
# hint: The places were sorted
# breaks: in their order
def slopes_at(f, places):
    slopes = []
    for place in sorted(places):
        x = torch.tensor(float(place)).requires_grad_()
        f(x).backward()
        slopes.append(x.grad.item())
    return slopes
