# fails: test_each_place_has_its_own_slope
# hint: in another order than the places
def slopes_at(f, places):
    slopes = []
    for place in places:
        slopes.insert(0, slope_at(f, place))
    return slopes
