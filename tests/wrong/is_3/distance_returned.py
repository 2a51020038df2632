# fails: test_a_batch, test_one_picture, test_uses_its_arguments
# hint: True or False
def is_3(x, mean3, mean7):
    return l1_distance(x, mean3)
