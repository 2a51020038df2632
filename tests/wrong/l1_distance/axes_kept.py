# fails: test_mean_of_absolute_differences, test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: leave keepdim away
def l1_distance(a, b):
    return (a - b).abs().mean((-1, -2), keepdim=True)
