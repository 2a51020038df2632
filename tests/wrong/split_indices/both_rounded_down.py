# fails: test_every_number_once, test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: all the other numbers
# breaks: train holds all the others
# also: should each be there once
def split_indices(n, valid_pct, seed):
    order = np.random.RandomState(seed).permutation(n).tolist()
    n_train, n_valid = int(n * (1 - valid_pct)), int(n * valid_pct)
    return order[:n_train], order[n_train : n_train + n_valid]
