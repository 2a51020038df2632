# fails: test_mean_of_absolute_differences, test_any_size, test_both_ways_the_same, test_pictures_stay
# hint: There is no such axis
def l1_distance(a, b):
    return (a - b).abs().mean((1, 2))
