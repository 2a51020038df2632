# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: is a DataLoader
# breaks: a list of pairs
def make_batches(x, y, size, shuffle=False):
    return DataLoader(list(zip(x, y)), batch_size=size, shuffle=shuffle)
