# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: yours have [5, 5, 5, 8]
# also: With shuffle the batches have other sizes
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    n = max(1, len(x) // size)
    out = [(x[i * size:(i + 1) * size], y[i * size:(i + 1) * size]) for i in range(n - 1)]
    out.append((x[(n - 1) * size:], y[(n - 1) * size:]))
    return out
