# fails: test_shuffled_together, test_mixed_anew
# hint: stayed in their order
# breaks: mix all the pictures by lot
def make_batches(x, y, size, shuffle=False):
    return list(zip(x.split(size), y.split(size)))
