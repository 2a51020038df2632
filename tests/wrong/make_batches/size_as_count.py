# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: 23 pictures in batches of 23 give batches of [23]
# breaks: of `size` pictures
# also: With shuffle the batches have other sizes
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return list(zip(x.chunk(size), y.chunk(size)))
