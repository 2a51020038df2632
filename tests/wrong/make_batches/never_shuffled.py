# fails: test_shuffled_together, test_mixed_anew
# hint: order stayed
def make_batches(x, y, size, shuffle=False):
    return list(zip(x.split(size), y.split(size)))
