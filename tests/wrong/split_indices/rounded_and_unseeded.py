# fails: test_share_for_validation, test_the_seed_decides
# hint: rounded down
# also: set to the seed
import random


def split_indices(n, valid_pct, seed):
    order = random.sample(range(n), n)
    cut = round(n * valid_pct)
    return order[cut:], order[:cut]
