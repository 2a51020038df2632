# fails: test_mixed_anew
# hint: Two calls gave the same order
# breaks: anew at each call
_orders = {}

def make_batches(x, y, size, shuffle=False):
    n = len(x)
    if shuffle:
        order = _orders.setdefault(n, torch.randperm(n))
        x, y = x[order], y[order]
    return [(x[i:i + size], y[i:i + size]) for i in range(0, n, size)]
