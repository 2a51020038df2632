def split_indices(n, valid_pct, seed):
    g = torch.Generator().manual_seed(seed)
    keys = torch.rand(n, generator=g).tolist()
    order = sorted(range(n), key=keys.__getitem__)
    size = int(n * valid_pct // 1)
    return [i for k, i in enumerate(order) if k >= size], [i for k, i in enumerate(order) if k < size]
