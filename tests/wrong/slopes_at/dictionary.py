# fails: test_each_place_has_its_own_slope
# hint: A place that comes again
# breaks: as long as places
def slopes_at(f, places):
    slopes = {}
    for place in places:
        x = torch.tensor(float(place)).requires_grad_()
        f(x).backward()
        slopes[place] = x.grad.item()
    return list(slopes.values())
