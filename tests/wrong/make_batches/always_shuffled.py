# fails: test_in_order_the_last_one_short
# hint: Without shuffle the pictures come in the order in which they were
def make_batches(x, y, size, shuffle=False):
    o = torch.randperm(len(x))
    x, y = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
