from random import Random


def split_indices(n, valid_pct, seed):
    valid = sorted(Random(seed).sample(range(n), k=int(n * valid_pct)))
    train = sorted(set(range(n)).difference(valid))
    return train, valid
