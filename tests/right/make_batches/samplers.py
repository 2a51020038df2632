def make_batches(x, y, size, shuffle=False):
    from torch.utils.data import BatchSampler, RandomSampler, SequentialSampler
    rows = RandomSampler(range(len(x))) if shuffle else SequentialSampler(range(len(x)))
    return [(x[b], y[b]) for b in BatchSampler(rows, size, drop_last=False)]
