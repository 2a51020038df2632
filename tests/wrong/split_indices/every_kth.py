# fails: test_by_lot, test_the_seed_decides
# hint: the same distance
# breaks: divided by lot
# also: each seed has its own
def split_indices(n, valid_pct, seed):
    cut = int(n * valid_pct)
    step = int(1 / valid_pct)
    order = list(range(seed % step, n, step))
    valid = order[:cut]
    train = [i for i in range(n) if i not in valid]
    return train, valid
