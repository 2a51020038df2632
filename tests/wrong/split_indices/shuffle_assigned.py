# fails: test_every_number_once, test_share_for_validation, test_by_lot, test_the_seed_decides, test_as_many_pictures_as_the_course_has
# hint: NoneType
import random


def split_indices(n, valid_pct, seed):
    random.seed(seed)
    order = random.shuffle(list(range(n)))
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
