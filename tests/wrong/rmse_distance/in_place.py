# fails: test_pictures_stay, test_as_many_pictures_as_the_course_has
# hint: changed by the call
def rmse_distance(a, b):
    a -= b
    a **= 2
    return a.mean((-1, -2)).sqrt()
