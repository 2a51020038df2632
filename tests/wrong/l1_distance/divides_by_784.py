# fails: test_any_size, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: 28 by 28 picture
def l1_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / 784
