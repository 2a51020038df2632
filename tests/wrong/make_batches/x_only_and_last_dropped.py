# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: last, short batch
# also: one order for both
# also: pictures went in
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        x = x[torch.randperm(len(x))]
    whole = len(x) // size
    return [(x[k * size:(k + 1) * size], y[k * size:(k + 1) * size]) for k in range(whole)]
