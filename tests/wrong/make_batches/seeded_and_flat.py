# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: The labels of a batch should have the shape
def make_batches(x, y, size, shuffle=False):
    y = y.flatten()
    if shuffle:
        torch.manual_seed(1)
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
