# fails: test_a_batch, test_any_size, test_true_or_false, test_uses_its_arguments, test_as_many_pictures_as_the_course_has
# hint: take one number
def is_3(x, mean3, mean7):
    return l1_distance(x, mean3).item() < l1_distance(x, mean7).item()
