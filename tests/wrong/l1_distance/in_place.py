# fails: test_pictures_stay, test_as_many_pictures_as_the_course_has
# hint: changed by the call
def l1_distance(a, b):
    a -= b
    return a.abs().mean((-1, -2))
