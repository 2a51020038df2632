# fails: test_shuffled_together
# hint: Pictures and labels were mixed each in an order of their own
def make_batches(x, y, size, shuffle=False):
    if shuffle: x, y = x[torch.randperm(len(x))], y[torch.randperm(len(x))]
    return list(zip(x.split(size), y.split(size)))
