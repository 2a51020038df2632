# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: a generator
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    for i in range(0, len(x), size):
        yield x[i:i + size], y[i:i + size]
