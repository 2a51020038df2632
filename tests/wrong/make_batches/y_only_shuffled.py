# fails: test_shuffled_together, test_mixed_anew
# hint: The labels are mixed and the pictures aren't
# also: With shuffle the pictures stayed in their order
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        y = y[torch.randperm(len(x))]
    return list(zip(x.split(size), y.split(size)))
