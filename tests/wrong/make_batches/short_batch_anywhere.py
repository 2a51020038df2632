# fails: test_shuffled_together
# hint: the short batch isn't always the last one
# breaks: the last pair with those that are left
def make_batches(x, y, size, shuffle=False):
    import random
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    batches = [(x[i:i + size], y[i:i + size]) for i in range(0, len(x), size)]
    if shuffle:
        random.shuffle(batches)
    return batches
