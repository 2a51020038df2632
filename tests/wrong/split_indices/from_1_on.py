# fails: test_every_number_once, test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: should each be there once
# also: all the other numbers
import random


def split_indices(n, valid_pct, seed):
    indices = list(range(1, n))
    random.Random(seed).shuffle(indices)
    cut = int(n * valid_pct)
    return indices[cut:], indices[:cut]
