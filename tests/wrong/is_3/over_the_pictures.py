# fails: test_a_batch, test_one_picture, test_any_size, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: The mean went over the pictures
def is_3(x, mean3, mean7):
    return (x - mean3).abs().mean(0) < (x - mean7).abs().mean(0)
