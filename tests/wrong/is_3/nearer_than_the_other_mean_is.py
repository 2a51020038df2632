# fails: test_a_batch, test_one_picture, test_any_size, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: distance to mean3 with its distance to mean7, each as it is passed in
# also: take the L1 distance to each of the two
# also: A single picture gets the wrong answer
# breaks: nearer to mean3 than to mean7
def is_3(x, mean3, mean7):
    return l1_distance(x, mean3) < l1_distance(mean7, mean3)
