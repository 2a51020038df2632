# fails: test_a_batch, test_any_size, test_uses_its_arguments, test_as_many_pictures_as_the_course_has
# hint: take the mean over the last two axes, the rows and columns of a picture
def is_3(x, mean3, mean7):
    return (x - mean3).abs().mean((0, 1)) < (x - mean7).abs().mean((0, 1))
