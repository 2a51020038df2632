# fails: test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: A number there is fixed
def l1_distance(a, b):
    if a.ndim == 3:
        return (a - b).abs().view(-1, 28 * 28).mean(1)
    return (a - b).abs().mean()
