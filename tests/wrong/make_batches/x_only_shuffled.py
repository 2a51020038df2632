# fails: test_shuffled_together
# hint: one order for both
def make_batches(x, y, size, shuffle=False):
    if shuffle: x = x[torch.randperm(len(x))]
    return list(zip(x.split(size), y.split(size)))
