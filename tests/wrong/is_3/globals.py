# fails: test_a_batch, test_one_picture, test_any_size, test_true_or_false, test_uses_its_arguments, test_distance_is_l1, test_as_many_pictures_as_the_course_has
# hint: each as it is passed in
# also: use the arguments, not the notebook's own means
# also: A single picture gets the wrong answer
# also: Two tensors don't fit each other
_mean3, _mean7 = load_digits()[0].mean(0), load_digits()[1].mean(0)

def is_3(x, mean3, mean7):
    return l1_distance(x, _mean3) < l1_distance(x, _mean7)
