# fails: test_shuffled_together
# hint: 
def make_batches(x, y, size, shuffle=False):
    if shuffle: x, y = x[torch.randperm(len(x))], y[torch.randperm(len(x))]
    return list(zip(x.split(size), y.split(size)))
