# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: a single picture
def make_batches(x, y, size, shuffle=False):
    return [(a, b) for a, b in zip(x, y.squeeze())]
