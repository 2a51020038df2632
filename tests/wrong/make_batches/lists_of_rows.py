# fails: test_in_order_the_last_one_short, test_shuffled_together, test_mixed_anew
# hint: a pair of tensors
def make_batches(x, y, size, shuffle=False):
    rows = torch.randperm(len(x)) if shuffle else torch.arange(len(x))
    return [([x[i] for i in b], [y[i] for i in b]) for b in rows.split(size)]
