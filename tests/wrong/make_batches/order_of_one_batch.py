# fails: test_shuffled_together
# hint: 101 pictures went in
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(size)
        x, y = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
