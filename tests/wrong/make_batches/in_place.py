# fails: test_x_and_y_stay
# hint: x changed by the call
# breaks: Both stay as they are
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x[:], y[:] = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
