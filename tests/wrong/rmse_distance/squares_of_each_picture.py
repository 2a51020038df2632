# fails: test_root_of_the_mean_of_squares, test_any_size, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: Each picture is squared
def rmse_distance(a, b):
    return (a ** 2 - b ** 2).mean((-1, -2)).abs().sqrt()
