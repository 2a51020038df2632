# fails: test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: take the mean over the last two axes, the rows and columns of a picture
def rmse_distance(a, b):
    return ((a - b) ** 2).mean((0, 1)).sqrt()
