# fails: test_a_batch, test_one_picture, test_any_size, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: as without abs() of the differences
# also: take the L1 distance to each of the two
# also: A single picture gets the wrong answer
def is_3(x, mean3, mean7):
    return (x - mean3).mean((-1, -2)) < (x - mean7).mean((-1, -2))
