# fails: test_shuffled_together, test_mixed_anew
# hint: The pixels changed places
# breaks: each keeps its label and its pixels
# also: There are pictures that aren't in x
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        x = x.flip(1)
    return list(zip(x.split(size), y.split(size)))
