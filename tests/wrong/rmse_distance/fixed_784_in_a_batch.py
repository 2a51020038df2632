# fails: test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: A number there is fixed
def rmse_distance(a, b):
    squares = (a - b) ** 2
    if a.ndim == 2:
        return squares.mean().sqrt()
    return squares.reshape(len(a), 784).mean(1).sqrt()
