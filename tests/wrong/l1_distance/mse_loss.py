# fails: test_mean_of_absolute_differences, test_any_size, test_both_ways_the_same, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: mean of the squares
# also: last two axes only
def l1_distance(a, b):
    return F.mse_loss(a, b)
