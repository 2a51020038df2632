# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: begins where the last one ends
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    out, n = [], len(x)
    while n > 0:
        out.append((x[:min(size, n)], y[:min(size, n)]))
        n -= size
    return out
