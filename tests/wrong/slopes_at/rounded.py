# fails: test_each_place_has_its_own_slope, test_by_autograd, test_one_place_and_none
# hint: This is rounded
# breaks: which aren't rounded
def slopes_at(f, places):
    return [round(slope_at(f, place), 1) for place in places]
