def make_batches(x, y, size, shuffle=False):
    idx = torch.randperm(x.shape[0]) if shuffle else torch.arange(x.shape[0])
    return [(x[i], y[i]) for i in idx.split(size)]
