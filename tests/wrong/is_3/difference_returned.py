# fails: test_a_batch, test_one_picture, test_any_size, test_true_or_false, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: True or False
# also: truth values
def is_3(x, mean3, mean7):
    return l1_distance(x, mean7) - l1_distance(x, mean3)
