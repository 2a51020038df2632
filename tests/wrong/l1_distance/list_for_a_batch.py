# fails: test_one_distance_for_each_picture, test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: is a list
def l1_distance(a, b):
    if a.ndim == 3:
        return [l1_distance(p, b) for p in a]
    return (a - b).abs().mean()
