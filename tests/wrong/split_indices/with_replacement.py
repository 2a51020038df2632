# fails: test_every_number_once, test_as_many_pictures_as_the_course_has
# hint: Some numbers are in both lists
# also: should each be there once
def split_indices(n, valid_pct, seed):
    picked = np.random.default_rng(seed).integers(0, n, size=n).tolist()
    cut = int(n * valid_pct)
    return picked[cut:], picked[:cut]
