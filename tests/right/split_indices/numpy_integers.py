def split_indices(n, valid_pct, seed):
    order = np.random.RandomState(seed).permutation(n)
    cut = int(valid_pct * n)
    return list(order[cut:]), list(order[:cut])
