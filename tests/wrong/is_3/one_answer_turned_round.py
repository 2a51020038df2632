# fails: test_a_batch, test_one_picture, test_any_size, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: each picture needs its own
# also: take the L1 distance to each of the two
# also: A single picture gets the wrong answer
# also: Every answer is the other way round
def is_3(x, mean3, mean7):
    return (x - mean3).abs().mean() > (x - mean7).abs().mean()
