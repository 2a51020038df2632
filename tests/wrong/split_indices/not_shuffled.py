# fails: test_by_lot, test_the_seed_decides
# hint: stand all together
# also: is the seed used
def split_indices(n, valid_pct, seed):
    cut = int(n * valid_pct)
    return list(range(cut, n)), list(range(cut))
