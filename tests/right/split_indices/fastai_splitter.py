def split_indices(n, valid_pct, seed):
    train, valid = RandomSplitter(valid_pct, seed=seed)(range(n))
    return list(train), list(valid)
