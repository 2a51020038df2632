# fails: test_as_many_pictures_as_the_course_has
# hint: is a number fixed somewhere
# breaks: however large or small
def is_3(x, mean3, mean7):
    x = x[:6131] if x.ndim == 3 else x
    return l1_distance(x, mean3) < l1_distance(x, mean7)
