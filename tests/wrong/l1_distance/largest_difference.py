# fails: test_mean_of_absolute_differences, test_any_size, test_both_ways_the_same, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: largest difference
def l1_distance(a, b):
    return (a - b).abs().amax((-1, -2))
