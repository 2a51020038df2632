# fails: test_mixed_anew
# hint: seed inside
# breaks: anew at each call
def make_batches(x, y, size, shuffle=False):
    if shuffle:
        torch.manual_seed(0)
        o = torch.randperm(len(x))
        x, y = x[o], y[o]
    return list(zip(x.split(size), y.split(size)))
