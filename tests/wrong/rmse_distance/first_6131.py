# fails: test_as_many_pictures_as_the_course_has
# hint: is a number fixed somewhere
# breaks: however large or small
def rmse_distance(a, b):
    a = a[:6131] if a.ndim == 3 else a
    return ((a - b) ** 2).mean((-1, -2)).sqrt()
