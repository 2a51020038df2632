# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: last, short batch
# also: 101 pictures went in, and 99 came out
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return [(x[i:i+size], y[i:i+size]) for i in range(0, len(x) - size + 1, size)]
