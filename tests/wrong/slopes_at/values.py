# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: not slopes
def slopes_at(f, places):
    return [float(f(torch.tensor(float(p)))) for p in places]
