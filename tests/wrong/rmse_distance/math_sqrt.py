# fails: test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: take one number
import math

def rmse_distance(a, b):
    return math.sqrt(((a - b) ** 2).mean((-1, -2)))
