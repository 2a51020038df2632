# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: zip
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        order = torch.randperm(len(x))
        x, y = x[order], y[order]
    return zip(x.split(size), y.split(size))
