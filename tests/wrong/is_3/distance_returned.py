# fails: test_a_batch, test_one_picture, test_true_or_false, test_uses_its_arguments, test_distance_is_l1
# hint: True or False
def is_3(x, mean3, mean7):
    return l1_distance(x, mean3)
