# fails: test_as_many_pictures_as_the_course_has
# hint: Numbers below 0 were taken for 0
# breaks: Both hold any numbers
def l1_distance(a, b):
    return (a.clamp(min=0) - b.clamp(min=0)).abs().mean((-1, -2))
