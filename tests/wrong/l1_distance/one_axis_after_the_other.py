# fails: test_mean_of_absolute_differences, test_any_size, test_both_ways_the_same, test_pictures_stay, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: A mean over two takes both at once: mean((-1, -2))
# also: The mean went over the pictures too
def l1_distance(a, b):
    return (a - b).abs().mean(-1).mean(-2)
