# fails: test_shuffled_together
# hint: Some pictures are there more than once, and others not at all
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randint(0, len(x), (len(x),))
        x, y = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
