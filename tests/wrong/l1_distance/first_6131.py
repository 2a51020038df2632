# fails: test_as_many_pictures_as_the_course_has
# hint: is a number fixed somewhere
# breaks: however large or small
def l1_distance(a, b):
    a = a[:6131] if a.ndim == 3 else a
    return (a - b).abs().mean((-1, -2))
