# fails: test_in_order_the_last_one_short, test_shuffled_together
# hint: more pictures than labels, or fewer
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return [(x[i:i + size], y) for i in range(0, len(x), size)]
