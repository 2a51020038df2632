# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: The last, short batch is missing
# also: 101 pictures went in, and 99 came out
# also: the list is empty
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return [(x[i:i + size], y[i:i + size]) for i in range(0, len(x) - size, size)]
