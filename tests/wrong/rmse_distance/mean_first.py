# fails: test_root_of_the_mean_of_squares, test_any_size, test_large_differences_weigh_more, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: The mean was taken first
def rmse_distance(a, b):
    return ((a - b).mean((-1, -2)) ** 2).sqrt()
