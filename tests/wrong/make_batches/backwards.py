# fails: test_shuffled_together, test_mixed_anew
# hint: backwards
# also: Two calls gave the same order
# breaks: mix all the pictures by lot
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        x, y = x.flip(0), y.flip(0)
    return list(zip(x.split(size), y.split(size)))
