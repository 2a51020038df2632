# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: a pair (xb, yb)
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return x.split(size), y.split(size)
