# fails: test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: distance to each of the two
def is_3(x, mean3, mean7):
    return l1_distance(x, mean3) < 0.15
