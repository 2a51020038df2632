# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: were cut off
# also: There are pictures that aren't in x
def make_batches(x, y, size, shuffle=False):
    x = x.clamp(0, 1)
    if shuffle:
        order = torch.randperm(len(x))
        x, y = x[order], y[order]
    return [(x[i : i + size], y[i : i + size]) for i in range(0, len(x), size)]
