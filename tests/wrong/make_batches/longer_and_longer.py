# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: give batches of
# also: pictures went in
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return [(x[:i + size], y[:i + size]) for i in range(0, len(x), size)]
