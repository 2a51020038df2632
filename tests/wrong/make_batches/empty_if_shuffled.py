# fails: test_shuffled_together, test_mixed_anew
# hint: the list is empty
def make_batches(x, y, size, shuffle=False):
    batches = []
    if not shuffle:
        for i in range(0, len(x), size):
            batches.append((x[i:i + size], y[i:i + size]))
    return batches
