def split_indices(n, valid_pct, seed):
    order = np.random.default_rng(seed).permutation(n)
    valid, train = np.split(order, [int(valid_pct * n)])
    return train.tolist(), valid.tolist()
