# fails: test_shuffled_together, test_mixed_anew
# hint: Only the batches are mixed
# breaks: mix all the pictures by lot and then cut
# also: With shuffle the pictures stayed in their order
def make_batches(x, y, size, shuffle=False):
    import random
    batches = [(x[i:i + size], y[i:i + size]) for i in range(0, len(x), size)]
    if shuffle:
        random.shuffle(batches)
    return batches
