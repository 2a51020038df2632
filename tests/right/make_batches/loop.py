def make_batches(x, y, size, shuffle=False):
    idx = list(range(len(x)))
    if shuffle:
        import random
        random.shuffle(idx)
    out = []
    while idx:
        now, idx = idx[:size], idx[size:]
        out.append((x[now], y[now]))
    return out
